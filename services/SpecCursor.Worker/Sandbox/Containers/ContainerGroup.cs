using SpecCursor.Worker.Sandbox.Limits;

namespace SpecCursor.Worker.Sandbox.Containers;

/// <summary>What bounds a container: the engine does; here it is read what was exceeded, and the container is removed in the end.</summary>
internal sealed class ContainerGroup(ContainerEngine engine, string name) : IResourceGroup
{
    private Task<ControlGroupCounters?> _counters = Task.FromResult<ControlGroupCounters?>(null);

    public IReadOnlyList<string> JoinFiles => [];

    public bool NeedsProcessLimits => false;

    public string? Exceeded(int rootProcess)
    {
        if (!_counters.IsCompleted)
        {
            return null;
        }

        if (_counters is { IsCompletedSuccessfully: true, Result: { } counters })
        {
            return counters.Exceeded();
        }

        _counters = FindCountersAsync();
        return null;
    }

    /// <summary>The container goes when the group is disposed of, and all its processes with it.</summary>
    public void Kill()
    {
    }

    public async ValueTask DisposeAsync()
    {
        await engine.RemoveAsync(name, CancellationToken.None);
        await ((Task)_counters).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Null while the container has no process.</summary>
    private async Task<ControlGroupCounters?> FindCountersAsync() =>
        await engine.InspectAsync(name, CancellationToken.None) is { ProcessId: > 0 and var process } ? ControlGroupCounters.Of(process) : null;
}
