using System.Text.Json.Serialization;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Messages;

/// <summary>
/// Tells the GitHub app to push the branch and open the pull request. Publication is idempotent by upgrade and refused for an older
/// fence.
/// </summary>
public sealed record PublishUpgrade : IUpgradeCommand
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
    public UpgradeStep Step => UpgradeStep.Publish;

    /// <summary>The commit to build on.</summary>
    public required string BaseCommit { get; init; }

    /// <summary>The branch to merge into.</summary>
    public required string BaseBranch { get; init; }

    /// <summary>The change, as <c>git apply</c> takes it.</summary>
    public required string Diff { get; init; }

    /// <summary>The manifest that was edited.</summary>
    public required string ManifestPath { get; init; }

    /// <summary>The version before.</summary>
    public required string FromVersion { get; init; }

    /// <summary>The version after.</summary>
    public required string ToVersion { get; init; }

    /// <summary>The constraint before.</summary>
    public required string OldRange { get; init; }

    /// <summary>The constraint after.</summary>
    public required string WrittenRange { get; init; }

    /// <summary>The passing tests; null where the repository has none.</summary>
    public CommandOutput? Tests { get; init; }

    /// <summary>The repair; null when none was needed.</summary>
    public PatchSummary? Patch { get; init; }

    /// <summary>The proof.</summary>
    public required IReadOnlyList<ObligationResult> Obligations { get; init; }

    /// <summary>What the package's publisher says of the new releases; null where nothing was found.</summary>
    public ReleaseNotes? ReleaseNotes { get; init; }

    /// <summary>Remarks of the worker.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The upgrade's trace id, for the link.</summary>
    public required string TraceId { get; init; }
}
