using System.Globalization;

namespace SpecCursor.Worker.Sandbox.Limits;

/// <summary>Names of control groups: they tell which process made them, so that those of a killed one are found.</summary>
internal static class ControlGroupName
{
    private const string Prefix = "speccursor-";

    public static string Create() =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}");

    /// <summary>Removes the groups of processes that are no more.</summary>
    public static void RemoveLeftovers(string parent)
    {
        foreach (var directory in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            var owner = Path.GetFileName(directory)[Prefix.Length..].Split('-')[0];
            if (!Directory.Exists($"/proc/{owner}"))
            {
                ControlGroupDirectory.TryRemove(directory);
            }
        }
    }
}
