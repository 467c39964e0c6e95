using System.Text.Json.Serialization;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Messages;

/// <summary>Tells the proof engine to discharge the upgrade's obligations.</summary>
public sealed record ProveUpgrade : IUpgradeCommand
{
    /// <summary>The upgrade.</summary>
    public required UpgradeContext Context { get; init; }

    /// <summary>
    /// The fencing token of this dispatch: it only grows; an answer with an older one is ignored, an effect with an older one
    /// refused.
    /// </summary>
    public required long Fence { get; init; }

    /// <summary>Which attempt at the code this is: 1 for the bare upgrade, one more after each patch.</summary>
    public required int Attempt { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public UpgradeStep Step => UpgradeStep.Prove;

    /// <summary>The version before.</summary>
    public required string FromVersion { get; init; }

    /// <summary>The version after.</summary>
    public required string ToVersion { get; init; }

    /// <summary>The constraint that stood in the manifest.</summary>
    public required string OldRange { get; init; }

    /// <summary>The constraint that stands there now.</summary>
    public required string WrittenRange { get; init; }

    /// <summary>The package whose manifest was edited, by its id in the graphs.</summary>
    public required string ManifestPackageId { get; init; }

    /// <summary>The lock graph before.</summary>
    public required LockGraph Before { get; init; }

    /// <summary>The lock graph after.</summary>
    public required LockGraph After { get; init; }

    /// <summary>Every published version of the package.</summary>
    public required IReadOnlyList<string> PublishedVersions { get; init; }
}
