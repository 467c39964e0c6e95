using System.Globalization;

namespace SpecCursor.Worker.Sandbox.Limits;

/// <summary>Version 2: one hierarchy for all controllers.</summary>
/// <param name="parent">A group that we may make groups in, and that hands the memory and pids controllers down.</param>
/// <param name="time">The clock.</param>
internal sealed class ControlGroupsV2(string parent, TimeProvider time) : IResourceGroups
{
    private const int CpuPeriod = 100_000;

    public string Description => "control groups, version 2";

    public IResourceGroup Create(SandboxLimits limits)
    {
        var group = Path.Combine(parent, ControlGroupName.Create());
        var settings = new Dictionary<string, string>
        {
            ["memory.max"] = Text(limits.MemoryBytes),
            ["pids.max"] = Text(limits.Processes),
        };
        if (!ControlGroupDirectory.TryCreate(group, settings))
        {
            return new ProcessTree(limits);
        }

        ControlGroupDirectory.TryWrite(group, "memory.swap.max", "0");
        ControlGroupDirectory.TryWrite(group, "memory.oom.group", "1");
        if (limits.Processors > 0)
        {
            ControlGroupDirectory.TryWrite(group, "cpu.max", $"{Text((long)(limits.Processors * CpuPeriod))} {Text(CpuPeriod)}");
        }

        return new ControlGroup([group], ControlGroupCounters.Version2(group), time);
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
