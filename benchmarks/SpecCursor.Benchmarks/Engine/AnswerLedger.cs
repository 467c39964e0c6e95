using System.Collections.Concurrent;
using SpecCursor.Contracts.Messages;

namespace SpecCursor.Benchmarks.Engine;

/// <summary>Who waits for which answer. Public because the engine's generated code names it.</summary>
public sealed class AnswerLedger
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<IUpgradeAnswer>> waiting = new();

    /// <summary>Opens an account for the answer to a command; to be called before the command is sent.</summary>
    public Task<IUpgradeAnswer> Expect(Guid upgradeId) =>
        waiting.GetOrAdd(upgradeId, _ => new TaskCompletionSource<IUpgradeAnswer>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Enters an answer; the second to the same command changes nothing.</summary>
    public void Enter(IUpgradeAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (waiting.TryRemove(answer.UpgradeId, out var waiter))
        {
            waiter.TrySetResult(answer);
        }
    }
}
