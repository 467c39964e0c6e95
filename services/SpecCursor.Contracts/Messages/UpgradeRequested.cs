using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Messages;

/// <summary>Asks the controller for an upgrade. Idempotent by <see cref="UpgradeContext.UpgradeId"/>.</summary>
public sealed record UpgradeRequested
{
    /// <summary>The upgrade that is asked for.</summary>
    public required UpgradeContext Context { get; init; }

    /// <summary>What asked.</summary>
    public required UpgradeTrigger Trigger { get; init; }

    /// <summary>Who asked: a login, an API key's name.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset RequestedAt { get; init; }
}
