using System.Text.Json;
using SpecCursor.AiService.Budget;
using SpecCursor.AiService.Providers.Claude.Prompts;
using SpecCursor.AiService.Validation;
using SpecCursor.Contracts.Messages;

namespace SpecCursor.AiService.Providers.Claude;

/// <summary>
/// Repairs with Claude: shows the files and the failure, takes structured edits, and sends edits that don't apply or break a rule back with
/// the reason, a bounded number of times.
/// </summary>
internal sealed class ClaudePatchProvider(
    ClaudeClient client,
    PromptBuilder prompts,
    PatchValidator validator,
    TokenBudget budget,
    ClaudeOptions options,
    TimeProvider time,
    ILogger<ClaudePatchProvider> logger)
    : IPatchProvider
{
    private const int MaximumExplanation = 1500;

    /// <inheritdoc />
    public string Name => ProviderNames.Claude;

    /// <inheritdoc />
    public async Task<PatchProposal> ProposeAsync(GeneratePatch command, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.GenerationTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await ConverseAsync(command, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ProviderUnavailableException($"Claude did not come to an end within {options.GenerationTimeout.TotalSeconds:0} seconds.", innerException: exception);
        }
    }

    private async Task<PatchProposal> ConverseAsync(GeneratePatch command, CancellationToken cancellationToken)
    {
        var conversation = new ClaudeConversation(prompts.Build(command));
        PatchProposal? last = null;
        for (var turn = 1; turn <= options.MaximumTurns; turn++)
        {
            var (proposal, feedback) = await TakeTurnAsync(command, conversation, cancellationToken).ConfigureAwait(false);
            last = proposal with { Model = conversation.Model ?? options.Model, Usage = conversation.Usage };
            if (feedback is null || turn == options.MaximumTurns)
            {
                return last;
            }

            logger.LogInformation("Claude's answer {Turn} of {MaximumTurns} was sent back: {Reason}", turn, options.MaximumTurns, feedback);
        }

        return last ?? PatchProposal.Failed("claude-not-asked", "Claude may not answer even once: SpecCursor:Ai:Claude:MaximumTurns is below 1.");
    }

    /// <summary>One question and its answer.</summary>
    /// <returns>The proposal, and what to send back about it; null when it is final.</returns>
    private async Task<(PatchProposal Proposal, string? Feedback)> TakeTurnAsync(
        GeneratePatch command, ClaudeConversation conversation, CancellationToken cancellationToken)
    {
        var reservation = await budget.TryReserveAsync(conversation.EstimatedTokens + options.MaximumOutputTokens).ConfigureAwait(false);
        if (reservation is null)
        {
            return (PatchProposal.Failed("budget-exhausted", "The token budget of this hour or day is used up."), null);
        }

        ClaudeAnswer? answer = null;
        try
        {
            answer = await client.AskAsync(conversation.Messages, cancellationToken).ConfigureAwait(false);
        }
        catch (ClaudeRefusedException exception)
        {
            return (PatchProposal.Failed(exception.Code, exception.Message), null);
        }
        finally
        {
            await budget.SettleAsync(reservation, answer?.Tokens.Total ?? 0).ConfigureAwait(false);
        }

        conversation.Add(answer);
        var (proposal, feedback) = Judge(command, answer);
        if (feedback is not null)
        {
            conversation.SendBack(answer, feedback);
        }

        return (proposal, feedback);
    }

    private (PatchProposal Proposal, string? Feedback) Judge(GeneratePatch command, ClaudeAnswer answer)
    {
        switch (answer.StopReason)
        {
            case "refusal":
                return (PatchProposal.Failed("claude-declined", "Claude declined to work on this repository."), null);
            case "model_context_window_exceeded":
                return (PatchProposal.Failed("claude-prompt-too-large", "The prompt and the answer together exceed what the model can hold."), null);
            case "max_tokens":
                const string cut = "The answer was cut off at its length limit.";
                return (PatchProposal.Failed("claude-answer-too-long", cut), $"{cut} Submit fewer and smaller edits, with no more of the surrounding lines than needed.");
        }

        if (Submission(answer) is not { } submission)
        {
            const string none = "The answer was no valid call of the tool.";
            return (PatchProposal.Failed("claude-no-patch", none), $"{none} Answer with one call of {PatchTool.Name} and nothing else.");
        }

        return Judge(command, submission);
    }

    private (PatchProposal Proposal, string? Feedback) Judge(GeneratePatch command, PatchSubmission submission)
    {
        var explanation = Bounded(submission.Explanation.Trim());
        if (submission.Edits.Count == 0)
        {
            return (PatchProposal.Failed("claude-no-repair", $"Claude found no repair: {explanation}"), null);
        }

        var application = EditApplication.Of(command.Files, submission.Edits);
        if (application.Files is not { } files)
        {
            return (
                PatchProposal.Rejected("patch-not-applicable", $"The patch does not apply. {application.Problem}"),
                $"The patch does not apply, and nothing of it was kept. {application.Problem} Submit the whole repair again.");
        }

        if (validator.Check(command, files) is { } violation)
        {
            return (
                PatchProposal.Rejected(violation.Code, violation.Reason),
                $"The patch breaks a rule ({violation.Code}), and nothing of it was kept. {violation.Reason} Submit the whole repair again without that.");
        }

        return (new PatchProposal { Outcome = PatchOutcome.Generated, Summary = explanation, Files = files }, null);
    }

    private static PatchSubmission? Submission(ClaudeAnswer answer)
    {
        try
        {
            return answer.ToolInput is { } input ? JsonSerializer.SerializeToElement(input).Deserialize<PatchSubmission>() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Bounded(string text) => text.Length > MaximumExplanation ? $"{text[..MaximumExplanation]}…" : text;
}
