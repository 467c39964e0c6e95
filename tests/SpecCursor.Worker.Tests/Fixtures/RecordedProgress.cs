using System.Collections.Concurrent;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Progress;

namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>Remembers what was announced, and lets a test wait for it.</summary>
public sealed class RecordedProgress : IStepProgress
{
    private readonly ConcurrentDictionary<(Guid Upgrade, UpgradeStep Step), TaskCompletionSource> _started = new();

    public ValueTask StartedAsync(IUpgradeCommand command, UpgradeStep step, CancellationToken cancellationToken)
    {
        Signal(command.Context.UpgradeId, step).TrySetResult();
        return ValueTask.CompletedTask;
    }

    public Task WhenStarted(Guid upgrade, UpgradeStep step) => Signal(upgrade, step).Task;

    public IReadOnlyList<UpgradeStep> Started(Guid upgrade) =>
        [.. _started.Where(entry => entry.Key.Upgrade == upgrade && entry.Value.Task.IsCompleted).Select(entry => entry.Key.Step).Order()];

    private TaskCompletionSource Signal(Guid upgrade, UpgradeStep step) =>
        _started.GetOrAdd((upgrade, step), _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
