using System.Text.Json.Serialization;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Messages;

/// <summary>Tells the AI service to repair what the upgrade broke.</summary>
public sealed record GeneratePatch : IUpgradeCommand
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
    public UpgradeStep Step => UpgradeStep.Patch;

    /// <summary>The version before.</summary>
    public required string FromVersion { get; init; }

    /// <summary>The version that broke the tests.</summary>
    public required string ToVersion { get; init; }

    /// <summary>The failing run.</summary>
    public required CommandOutput Tests { get; init; }

    /// <summary>The files that may be repaired, as they stand at the base commit.</summary>
    public required IReadOnlyList<SourceFile> Files { get; init; }

    /// <summary>The repair that was tried before and did not suffice, made from the same files.</summary>
    public IReadOnlyList<FileEdit> EarlierEdits { get; init; } = [];

    /// <summary>
    /// Until when, UTC, no model is to be asked, since an alert says that its provider fails; null when one may be. A time and no flag, so that
    /// a command that lies in a queue for long does not carry an old judgement along.
    /// </summary>
    public DateTimeOffset? CircuitOpenUntil { get; init; }
}
