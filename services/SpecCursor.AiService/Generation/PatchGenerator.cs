using SpecCursor.AiService.Providers;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.AiService.Generation;

/// <summary>Asks the providers in their order until one has a whole repair, and settles for the best of what there is otherwise.</summary>
internal sealed class PatchGenerator(
    ProviderSelection selection, PatchAnswers answers, RetryPolicy retries, SpecCursorMetrics metrics, TimeProvider time, ILogger<PatchGenerator> logger)
    : IPatchGenerator
{
    /// <inheritdoc />
    public async Task<PatchGenerated> GenerateAsync(GeneratePatch command, int tries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var started = time.GetTimestamp();
        if (command.Files.Count == 0)
        {
            const string reason = "No file of the repository uses the package or stands in the failure, so that there is nothing to repair.";
            return answers.Of(command, new GenerationResult(ProviderNames.Recipes, PatchProposal.Failed("nothing-to-repair", reason)), TimeSpan.Zero);
        }

        var mayRetry = tries < retries.MaximumTries;
        var isPassedOver = false;
        List<GenerationResult> results = [];
        foreach (var provider in selection.For(command))
        {
            if (OpenCircuit.Closes(provider.Name, command, time.GetUtcNow()))
            {
                isPassedOver = true;
                continue;
            }

            var result = new GenerationResult(provider.Name, await AskAsync(provider, command, mayRetry, cancellationToken).ConfigureAwait(false));
            results.Add(result);
            if (result.Proposal is { Outcome: PatchOutcome.Generated, IsPartial: false })
            {
                break;
            }
        }

        var best = Best(results);
        return answers.Of(command, isPassedOver ? PassedOver(best, command) : best, time.GetElapsedTime(started));
    }

    private GenerationResult PassedOver(GenerationResult result, GeneratePatch command)
    {
        logger.LogWarning(
            "The circuit of Claude is open until {Until}: for {Package} {From} to {To} recipes had to do, with {Outcome}.",
            command.CircuitOpenUntil, command.Context.PackageName, command.FromVersion, command.ToVersion, result.Proposal.Outcome);
        return OpenCircuit.Explain(result, command);
    }

    private async Task<PatchProposal> AskAsync(IPatchProvider provider, GeneratePatch command, bool mayRetry, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        PatchProposal proposal;
        try
        {
            proposal = await provider.ProposeAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (ProviderUnavailableException exception) when (mayRetry)
        {
            throw new TransientStepException(Unavailable(provider, exception), exception);
        }
        catch (ProviderUnavailableException exception)
        {
            logger.LogWarning(exception, "{Provider} can't be asked, and this was the last try.", provider.Name);
            proposal = PatchProposal.Failed("provider-unavailable", exception.Message, isTransient: true);
        }

        if (IsFailureOfItsOwn(proposal))
        {
            var status = proposal.Outcome == PatchOutcome.Rejected ? "rejected" : "failed";
            metrics.PatchEnded(command.Context.Ecosystem, provider.Name, status, time.GetElapsedTime(started));
        }

        logger.LogInformation(
            "{Provider} ended with {Outcome} ({Code}) for {Package} {From} to {To}.",
            provider.Name, proposal.Outcome, proposal.Failure?.Code, command.Context.PackageName, command.FromVersion, command.ToVersion);
        return proposal;
    }

    /// <summary>That there is no recipe for a release is no failed attempt at a patch: most releases have none.</summary>
    private static bool IsFailureOfItsOwn(PatchProposal proposal) =>
        proposal.Outcome != PatchOutcome.Generated && proposal.Failure?.Code is not ("no-recipe" or "recipe-without-effect" or "recipe-insufficient");

    private static StepFailure Unavailable(IPatchProvider provider, ProviderUnavailableException exception) => new()
    {
        Code = "provider-unavailable",
        Reason = exception.RetryAfter is { } wait
            ? $"{exception.Message} It asked {provider.Name} to wait {wait.TotalSeconds:0} seconds."
            : exception.Message,
        IsTransient = true,
    };

    /// <summary>A whole repair, else a partial one, else the failure of the provider that got furthest.</summary>
    private GenerationResult Best(List<GenerationResult> results)
    {
        if (results.Find(result => result.Proposal is { Outcome: PatchOutcome.Generated, IsPartial: false }) is { } whole)
        {
            return whole;
        }

        if (results.Find(result => result.Proposal.Outcome == PatchOutcome.Generated) is { } partial)
        {
            return partial;
        }

        var telling = results.Find(result => result.Proposal.Outcome == PatchOutcome.Rejected) ?? results.Find(result => result.Provider == ProviderNames.Claude);
        return telling ?? WithoutClaude(results[0]);
    }

    private GenerationResult WithoutClaude(GenerationResult result) => selection.IsClaudeEnabled || result.Proposal.Failure is not { } failure
        ? result
        : result with
        {
            Proposal = result.Proposal with
            {
                Failure = failure with { Reason = $"{failure.Reason} Claude was not asked: it is switched off, or no API key is set (ANTHROPIC_API_KEY)." },
            },
        };
}
