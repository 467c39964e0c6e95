namespace SpecCursor.Contracts.Messages;

/// <summary>
/// Tells the GitHub app that an upgrade was cancelled or superseded: from now on only a <see cref="PublishUpgrade"/> with a higher
/// fence is obeyed. What was already published stays as it is; there is no answer.
/// </summary>
public sealed record RevokePublication
{
    /// <summary>The upgrade.</summary>
    public required Guid UpgradeId { get; init; }

    /// <summary>The fence after the cancellation; every command with this or a lower one is refused.</summary>
    public required long Fence { get; init; }
}
