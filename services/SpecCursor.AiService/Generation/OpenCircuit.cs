using System.Globalization;
using SpecCursor.AiService.Providers;
using SpecCursor.Contracts.Messages;

namespace SpecCursor.AiService.Generation;

/// <summary>What an open circuit means for a generation: Claude is passed over, and whoever reads of the result reads why.</summary>
internal static class OpenCircuit
{
    /// <summary>The failure of a generation that only Claude could have saved.</summary>
    public const string Code = "ai-circuit-open";

    /// <summary>Whether the command keeps a provider from being asked.</summary>
    /// <param name="provider">One of <see cref="ProviderNames"/>.</param>
    /// <param name="command">The command.</param>
    /// <param name="now">The time.</param>
    public static bool Closes(string provider, GeneratePatch command, DateTimeOffset now) =>
        provider == ProviderNames.Claude && command.CircuitOpenUntil > now;

    /// <summary>A result of recipes, with the reason why they had to do.</summary>
    /// <param name="result">The result.</param>
    /// <param name="command">The command.</param>
    public static GenerationResult Explain(GenerationResult result, GeneratePatch command)
    {
        var until = command.CircuitOpenUntil?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var reason = $"Claude was not asked: it fails, and an automated response (open_ai_circuit) leaves it alone until {until} at the latest.";
        var proposal = result.Proposal;
        return result with
        {
            Proposal = proposal with
            {
                Summary = $"{reason} {proposal.Summary}",
                Failure = proposal.Failure is not { } failure ? null : failure with
                {
                    // A recipe that broke a rule is to be mended, whoever else would have been asked.
                    Code = proposal.Outcome == PatchOutcome.Rejected ? failure.Code : Code,
                    Reason = $"{failure.Reason} {reason} Retry the upgrade afterwards.",
                    IsTransient = true,
                },
            },
        };
    }
}
