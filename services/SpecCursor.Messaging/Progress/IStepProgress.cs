using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Messaging.Progress;

/// <summary>Tells the workflow at once that a step began, not only when the handler has ended.</summary>
public interface IStepProgress
{
    /// <summary>Announces a step. A failure to do so is logged and otherwise ignored: progress is not worth an upgrade.</summary>
    /// <param name="command">The command under way.</param>
    /// <param name="step">The step that begins.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask StartedAsync(IUpgradeCommand command, UpgradeStep step, CancellationToken cancellationToken);
}
