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

    /// <summary>The command that goes with a report: whoever expects it and whoever sends it make the same.</summary>
    /// <param name="context">The upgrade.</param>
    /// <param name="fence">The fencing token of the dispatch.</param>
    /// <param name="attempt">Which attempt at the code it is.</param>
    /// <param name="report">What the worker did.</param>
    public static ProveUpgrade Of(UpgradeContext context, long fence, int attempt, UpgradeReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new ProveUpgrade
        {
            Context = context,
            Fence = fence,
            Attempt = attempt,
            FromVersion = report.FromVersion,
            ToVersion = report.ToVersion,
            OldRange = report.OldRange,
            WrittenRange = report.WrittenRange,
            ManifestPackageId = report.ManifestPackageId,
            Before = report.Before,
            After = report.After,
            PublishedVersions = report.PublishedVersions,
        };
    }
}
