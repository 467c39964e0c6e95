using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Workflow;

namespace SpecCursor.Controller.Upgrades;

/// <summary>One attempt at a repair.</summary>
internal sealed record PatchEntry
{
    public const string Generated = "generated";
    public const string Accepted = "accepted";
    public const string Rejected = "rejected";
    public const string Failed = "failed";

    public required Guid UpgradeId { get; init; }

    /// <summary>The fence of the dispatch that asked for it.</summary>
    public required long Fence { get; init; }

    /// <summary>The attempt of the run that failed.</summary>
    public required int Attempt { get; init; }

    public required string Provider { get; init; }

    public string? Recipe { get; init; }

    public string? Model { get; init; }

    /// <summary>generated, accepted, rejected or failed.</summary>
    public required string Status { get; init; }

    public required string Summary { get; init; }

    /// <summary>The edits as <see cref="CompressedJson"/>.</summary>
    public required byte[] Edits { get; init; }

    public TokenUsage? Usage { get; init; }

    public required TimeSpan Duration { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public StepFailure? Failure { get; init; }

    public static PatchEntry From(PatchGenerated message, DateTimeOffset at) => new()
    {
        UpgradeId = message.UpgradeId,
        Fence = message.Fence,
        Attempt = message.Attempt,
        Provider = BoundedText.Of(message.Provider, 64),
        Recipe = BoundedText.Of(message.Recipe, 200),
        Model = BoundedText.Of(message.Model, 200),
        Status = message.Outcome switch
        {
            PatchOutcome.Generated when message.Edits.Count > 0 => Generated,
            PatchOutcome.Rejected => Rejected,
            _ => Failed,
        },
        Summary = BoundedText.Of(message.Summary, 4000),
        Edits = CompressedJson.Write(message.Edits),
        Usage = message.Usage,
        Duration = message.Duration,
        CreatedAt = at,
        Failure = message.Failure is null ? null : StepWords.Bounded(message.Failure),
    };

    public IReadOnlyList<FileEdit> ToEdits() => CompressedJson.Read<IReadOnlyList<FileEdit>>(Edits);
}
