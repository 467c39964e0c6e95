using System.Text.Json.Serialization;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Messages;

/// <summary>Tells the worker to apply the upgrade and run the tests.</summary>
public sealed record RunUpgrade : IUpgradeCommand
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
    public UpgradeStep Step => UpgradeStep.Apply;

    /// <summary>The whole repair to apply on top of the upgrade, made from the files of the base commit.</summary>
    public IReadOnlyList<FileEdit> Edits { get; init; } = [];

    /// <summary>The base commit of an earlier attempt, so that all attempts start alike.</summary>
    public string? PinnedCommit { get; init; }

    /// <summary>The version that an earlier attempt resolved.</summary>
    public string? PinnedVersion { get; init; }
}
