using SpecCursor.Contracts.Messages;

namespace SpecCursor.Messaging.Ahead;

/// <summary>Lets the proof engine begin while the tests run.</summary>
public interface IProofAhead
{
    /// <summary>Says what is to be proved, at once. A failure to do so is logged and otherwise ignored: it costs time and nothing else.</summary>
    /// <param name="expected">The command that the workflow will send if the tests pass.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask AnnounceAsync(ProveUpgrade expected, CancellationToken cancellationToken);
}
