using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers;

/// <summary>What a provider made of a broken upgrade.</summary>
internal sealed record PatchProposal
{
    /// <summary>How it ended.</summary>
    public required PatchOutcome Outcome { get; init; }

    /// <summary>One paragraph for the pull request, or for the log where it failed.</summary>
    public required string Summary { get; init; }

    /// <summary>The repaired files; empty unless <see cref="Outcome"/> is <see cref="PatchOutcome.Generated"/>.</summary>
    public IReadOnlyList<ProposedFile> Files { get; init; } = [];

    /// <summary>The recipes' names, where recipes made it.</summary>
    public string? Recipe { get; init; }

    /// <summary>The model, where a model made it.</summary>
    public string? Model { get; init; }

    /// <summary>Tokens, where a model was asked.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Whether the provider itself knows of broken code that it left as it was.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public StepFailure? Failure { get; init; }

    /// <summary>A proposal that is none.</summary>
    /// <param name="code">A stable kebab-case code.</param>
    /// <param name="reason">One or two sentences for the user.</param>
    /// <param name="isTransient">Whether trying again later may help.</param>
    public static PatchProposal Failed(string code, string reason, bool isTransient = false) => new()
    {
        Outcome = PatchOutcome.Failed,
        Summary = reason,
        Failure = new StepFailure { Code = code, Reason = reason, IsTransient = isTransient },
    };

    /// <summary>A proposal that broke a rule.</summary>
    /// <param name="code">The rule, in kebab case.</param>
    /// <param name="reason">What it did against the rule.</param>
    public static PatchProposal Rejected(string code, string reason) => new()
    {
        Outcome = PatchOutcome.Rejected,
        Summary = reason,
        Failure = new StepFailure { Code = code, Reason = reason },
    };
}
