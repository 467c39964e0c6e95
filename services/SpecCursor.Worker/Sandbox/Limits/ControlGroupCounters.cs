namespace SpecCursor.Worker.Sandbox.Limits;

/// <summary>Where control groups say that a limit was exceeded.</summary>
/// <param name="Memory">How often the kernel killed for want of memory.</param>
/// <param name="Processes">How often a process could not be started.</param>
internal sealed record ControlGroupCounters(ControlGroupCounter Memory, ControlGroupCounter Processes)
{
    /// <summary>Those of version 1, where each controller has a group of its own.</summary>
    public static ControlGroupCounters Version1(string memory, string processes) =>
        new(new ControlGroupCounter(memory, "memory.oom_control", "oom_kill"), new ControlGroupCounter(processes, "pids.events", "max"));

    /// <summary>Those of version 2.</summary>
    public static ControlGroupCounters Version2(string group) =>
        new(new ControlGroupCounter(group, "memory.events", "oom_kill"), new ControlGroupCounter(group, "pids.events", "max"));

    /// <summary>Those of the groups that a process is in; null when they can't be seen from here.</summary>
    public static ControlGroupCounters? Of(int process)
    {
        var groups = ControlGroupMembership.Of(process);
        return groups.Find("memory") is { } memory && groups.Find("pids") is { } processes ? Version1(memory, processes)
            : groups.Find(string.Empty) is { } group ? Version2(group)
            : null;
    }

    /// <summary>The limit, of <see cref="LimitNames"/>; null while there is none.</summary>
    public string? Exceeded() =>
        Memory.Read() > 0 ? LimitNames.Memory
        : Processes.Read() > 0 ? LimitNames.Processes
        : null;
}
