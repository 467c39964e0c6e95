using System.Globalization;
using SpecCursor.Worker.Sandbox.Limits;

namespace SpecCursor.Worker.Sandbox.Containers;

/// <summary>The process that started a container, so that those of a killed one are found: its number, and when it started, for numbers come again.</summary>
internal static class ContainerOwner
{
    private const int StartField = 19;

    /// <summary>This process.</summary>
    public static string This { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Started(Environment.ProcessId)}");

    /// <summary>Whether the process still runs.</summary>
    public static bool IsAlive(string owner) =>
        owner.Split('-') is [var text, var started] && int.TryParse(text, CultureInfo.InvariantCulture, out var process) && Started(process) == started;

    /// <summary>In the kernel's ticks since the machine started; empty for no process (proc(5): the name in parentheses may hold anything).</summary>
    private static string Started(int process)
    {
        var status = ControlGroupDirectory.ReadOrEmpty($"/proc/{process}/stat");
        return status[(status.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(StartField) ?? string.Empty;
    }
}
