using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.ProofEngine.Engines.Smt;
using SpecCursor.ProofEngine.Obligations;
using SpecCursor.ProofEngine.Problems;

namespace SpecCursor.ProofEngine.Proving;

/// <summary>Proves an upgrade: every obligation, as many at once as there are processors, and what they say together.</summary>
internal sealed class UpgradeProver(UpgradeProblemReader reader, IEnumerable<IObligation> obligations, ObligationProver prover, Z3 z3, TimeProvider time)
    : IUpgradeProver
{
    private const int MaximumReason = 2000;

    public async Task<UpgradeProved> ProveAsync(ProveUpgrade command, CancellationToken cancellationToken)
    {
        if (!z3.IsInstalled)
            throw new TransientStepException(SolverMissing());
        UpgradeProblem problem;
        try
        {
            problem = reader.Read(command);
        }
        catch (ProofInputException exception)
        {
            return Answer(command, [], new StepFailure { Code = "proof-input-invalid", Reason = exception.Message });
        }

        var results = await ProveAllAsync(problem, cancellationToken);
        return Answer(command, results, Failure(results));
    }

    private async Task<ObligationResult[]> ProveAllAsync(UpgradeProblem problem, CancellationToken cancellationToken)
    {
        var all = obligations.ToArray();
        var results = new ObligationResult[all.Length];
        using var sessions = new Z3Sessions(z3, time);

        // Solvers are shared among the obligations of one upgrade, and with no other; the results keep the order of the obligations.
        var width = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, all.Length, width, async (index, token) =>
        {
            var session = await sessions.TakeAsync(token);
            results[index] = await prover.ProveAsync(all[index], problem, session, token);
            sessions.Return(session);
        });
        return results;
    }

    private static StepFailure SolverMissing() => new()
    {
        Code = "solver-missing",
        Reason = "The proof engine can't find the z3 executable. Install the Debian or Ubuntu package z3, or set SpecCursor:Proof:Z3Path.",
        IsTransient = true,
    };

    private static UpgradeProved Answer(ProveUpgrade command, IReadOnlyList<ObligationResult> results, StepFailure? failure) => new()
    {
        UpgradeId = command.Context.UpgradeId,
        Fence = command.Fence,
        Attempt = command.Attempt,
        Verdict = Verdict(results),
        Obligations = results,
        Failure = failure,
    };

    private static ProofVerdict Verdict(IReadOnlyList<ObligationResult> results) =>
        results.Any(result => result.Status == ObligationStatus.Refuted) ? ProofVerdict.Refuted
        : results.Count > 0 && results.All(result => result.Status == ObligationStatus.Proved) ? ProofVerdict.Proved
        : ProofVerdict.Inconclusive;

    private static StepFailure? Failure(ObligationResult[] results)
    {
        if (Array.Find(results, result => result.Status == ObligationStatus.Refuted) is { } refuted)
            return Failure("proof-refuted", $"{refuted.Obligation} is refuted: {refuted.Counterexample}", isTransient: false);
        if (Array.Find(results, result => result.Status == ObligationStatus.Error) is { } failed)
            return Failure("proof-error", $"{failed.Obligation} could not be proved: {failed.Detail}", isTransient: false);
        if (Array.Find(results, result => result.Status == ObligationStatus.Timeout) is { } late)
            return Failure("proof-timeout", $"{late.Obligation} could not be proved in time: {late.Detail}", isTransient: true);
        return null;
    }

    private static StepFailure Failure(string code, string reason, bool isTransient) =>
        new() { Code = code, Reason = reason.Length > MaximumReason ? reason[..(MaximumReason - 1)] + "…" : reason, IsTransient = isTransient };
}
