using System.Globalization;

namespace SpecCursor.Worker.Sandbox.Limits;

/// <summary>Version 1: a hierarchy for each controller.</summary>
/// <param name="memory">This process's own group in the memory hierarchy.</param>
/// <param name="pids">The same in the pids hierarchy.</param>
/// <param name="cpu">The same in the cpu hierarchy; null where there is none.</param>
/// <param name="time">The clock.</param>
internal sealed class ControlGroupsV1(string memory, string pids, string? cpu, TimeProvider time) : IResourceGroups
{
    private const int CpuPeriod = 100_000;

    public string Description => "control groups, version 1";

    public IResourceGroup Create(SandboxLimits limits)
    {
        var name = ControlGroupName.Create();
        var memoryGroup = Path.Combine(memory, name);
        var pidsGroup = Path.Combine(pids, name);
        if (!ControlGroupDirectory.TryCreate(memoryGroup, new Dictionary<string, string> { ["memory.limit_in_bytes"] = Text(limits.MemoryBytes) })
            || !ControlGroupDirectory.TryCreate(pidsGroup, new Dictionary<string, string> { ["pids.max"] = Text(limits.Processes) }))
        {
            ControlGroupDirectory.TryRemove(memoryGroup);
            return new ProcessTree(limits);
        }

        // Memory and swap together; not every kernel counts swap.
        ControlGroupDirectory.TryWrite(memoryGroup, "memory.memsw.limit_in_bytes", Text(limits.MemoryBytes));
        List<string> groups = [memoryGroup, pidsGroup];
        if (cpu is not null && limits.Processors > 0)
        {
            var cpuGroup = Path.Combine(cpu, name);
            if (ControlGroupDirectory.TryCreate(cpuGroup, CpuSettings(limits)))
            {
                groups.Add(cpuGroup);
            }
        }

        return new ControlGroup(groups, ControlGroupCounters.Version1(memoryGroup, pidsGroup), time);
    }

    private static Dictionary<string, string> CpuSettings(SandboxLimits limits) => new()
    {
        ["cpu.cfs_period_us"] = Text(CpuPeriod),
        ["cpu.cfs_quota_us"] = Text((long)(limits.Processors * CpuPeriod)),
    };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
