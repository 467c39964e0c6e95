using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Workflow;

/// <summary>Says why a proof does not let an upgrade through.</summary>
internal static class ProofFailures
{
    private const int MostNamed = 3;

    public static StepFailure Of(UpgradeProved message)
    {
        var refuted = message.Obligations.Where(obligation => obligation.Status == ObligationStatus.Refuted).ToList();
        if (refuted.Count > 0)
        {
            return new StepFailure
            {
                Code = "proof-refuted",
                Reason = Sentence(refuted, obligation => $"{obligation.Obligation} is refuted: {obligation.Counterexample ?? obligation.Statement}"),
                Detail = string.Join('\n', refuted.Select(obligation => $"{obligation.Statement}\n  {obligation.Counterexample}")),
            };
        }

        if (message.Failure is { } failure)
        {
            return failure;
        }

        if (message.Verdict == ProofVerdict.Refuted)
        {
            return new StepFailure { Code = "proof-refuted", Reason = "The proof engine refuted the upgrade without naming an obligation." };
        }

        var open = message.Obligations.Where(obligation => obligation.Status != ObligationStatus.Proved).ToList();
        return new StepFailure
        {
            Code = "proof-inconclusive",
            Reason = open.Count == 0
                ? "Nothing was proved, so nothing is published."
                : Sentence(open, obligation =>
                    $"{obligation.Obligation} could not be proved ({EnumNames.NameOf(obligation.Status)}): {obligation.Detail ?? obligation.Statement}"),
        };
    }

    private static string Sentence(List<ObligationResult> obligations, Func<ObligationResult, string> describe)
    {
        var named = string.Join(" ", obligations.Take(MostNamed).Select(obligation => describe(obligation).TrimEnd('.') + "."));
        return obligations.Count > MostNamed ? $"{named} And {obligations.Count - MostNamed} more." : named;
    }
}
