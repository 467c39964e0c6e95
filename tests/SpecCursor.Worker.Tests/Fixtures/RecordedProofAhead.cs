using System.Collections.Concurrent;
using SpecCursor.Contracts.Messages;
using SpecCursor.Messaging.Ahead;

namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>Remembers what the proof engine would have been told.</summary>
public sealed class RecordedProofAhead : IProofAhead
{
    private readonly ConcurrentQueue<ProveUpgrade> _announced = new();

    public ValueTask AnnounceAsync(ProveUpgrade expected, CancellationToken cancellationToken)
    {
        _announced.Enqueue(expected);
        return ValueTask.CompletedTask;
    }

    public IReadOnlyList<ProveUpgrade> Of(Guid upgrade) => [.. _announced.Where(expected => expected.Context.UpgradeId == upgrade)];
}
