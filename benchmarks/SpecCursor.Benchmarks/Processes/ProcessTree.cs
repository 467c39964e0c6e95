using System.Globalization;

namespace SpecCursor.Benchmarks.Processes;

/// <summary>A process and all that it started, as the kernel accounts for them.</summary>
internal static class ProcessTree
{
    // What /proc counts in, on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    // The fields of /proc/PID/stat, counted from the state, which follows the program's name.
    private const int Parent = 1;
    private const int FirstTime = 11;
    private const int Times = 4;

    /// <summary>Processor time of a process and its descendants, those included that have ended and were waited for.</summary>
    public static TimeSpan ProcessorTime(int root)
    {
        var processes = Directory.EnumerateDirectories("/proc")
            .Select(directory => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id) ? TryRead(id) : null)
            .OfType<Entry>()
            .ToLookup(entry => entry.ParentId);
        return TimeSpan.FromSeconds((TryRead(root)?.Ticks ?? 0) / TicksPerSecond) + Below(root);

        TimeSpan Below(int parent) => processes[parent].Aggregate(
            TimeSpan.Zero, (sum, child) => sum + TimeSpan.FromSeconds(child.Ticks / TicksPerSecond) + Below(child.Id));
    }

    private static Entry? TryRead(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = fields.Skip(FirstTime).Take(Times).Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
            return new Entry(id, int.Parse(fields[Parent], CultureInfo.InvariantCulture), ticks);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Entry(int Id, int ParentId, long Ticks);
}
