using SpecCursor.Contracts.Proofs;
using SpecCursor.ProofEngine.Engines.Lean;
using SpecCursor.ProofEngine.Engines.Smt;
using SpecCursor.ProofEngine.Logic;
using SpecCursor.ProofEngine.Obligations;
using SpecCursor.ProofEngine.Problems;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.ProofEngine.Proving;

/// <summary>
/// Proves one obligation of one upgrade: states it, has it decided, and writes down what came of it in words, in SMT-LIB and in Lean.
/// </summary>
internal sealed class ObligationProver(
    Discharger discharger, LeanChecker lean, SpecCursorMetrics metrics, TimeProvider time, ILogger<ObligationProver> logger)
{
    private const int MaximumViolations = 20;

    /// <summary>The longest text that Lean is given, in characters.</summary>
    private const int MaximumLean = 1024 * 1024;

    /// <summary>Proves it, or finds out why not.</summary>
    /// <param name="obligation">The obligation.</param>
    /// <param name="problem">The upgrade.</param>
    /// <param name="z3">The solver that decides.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ObligationResult> ProveAsync(IObligation obligation, UpgradeProblem problem, ISmtSolver z3, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var statement = obligation.State(problem);
        var discharge = await discharger.DischargeAsync(obligation.Name, statement, z3, cancellationToken);
        var leanText = LeanWriter.Write(obligation.Name, statement, discharge.Findings ?? Findings.ByEvaluation(statement));
        var (checkedByLean, leanRemark) = discharge.Findings is null
            ? (discharge, null)
            : await CheckAsync(obligation.Name, discharge, leanText, cancellationToken);
        var result = new ObligationResult
        {
            Obligation = obligation.Name,
            Statement = ProofText.Words(statement.Words),
            Engine = checkedByLean.Engine,
            Status = checkedByLean.Status,
            Counterexample = checkedByLean.Status == ObligationStatus.Refuted ? Counterexample(statement, checkedByLean.Findings!) : null,
            Detail = Detail(statement, checkedByLean, leanRemark),
            Smt = ProofText.Script(string.Join('\n', discharge.Scripts), ";"),
            Lean = ProofText.Script(leanText, "--"),
            Duration = time.GetElapsedTime(start),
        };
        Log(result);
        return result;
    }

    private async Task<(Discharge Discharge, string? Remark)> CheckAsync(
        string name, Discharge discharge, string text, CancellationToken cancellationToken)
    {
        if (!lean.IsInstalled)
            return (discharge, null);
        if (text.Length > MaximumLean)
            return (discharge, $"The Lean file is too long to be checked ({text.Length} characters).");
        using var activity = SpecCursorActivities.StartProofDischarge(LeanChecker.Name, name);
        var start = time.GetTimestamp();
        var complaint = await lean.CheckAsync(text, cancellationToken);
        var status = complaint is null ? discharge.Status : complaint.TimedOut ? ObligationStatus.Timeout : ObligationStatus.Error;
        metrics.ProofEnded(LeanChecker.Name, name, NameOf(status), time.GetElapsedTime(start));
        if (complaint is null)
            return (discharge, "Lean checked it as well.");
        activity?.Fail(complaint.Reason);
        return (discharge with { Engine = LeanChecker.Name, Status = status, Remark = complaint.Reason }, null);
    }

    private static string Counterexample(Statement statement, Findings findings)
    {
        if (statement.Quantification == Quantification.Exists)
            return ProofText.Words(Sentence(statement.NoWitness));
        var violations = findings.Violated.Select(claim => claim.Violation(findings.Witness)).Distinct().ToList();
        var named = string.Join(" ", violations.Take(MaximumViolations).Select(Sentence));
        return ProofText.Words(violations.Count > MaximumViolations ? $"{named} And {violations.Count - MaximumViolations} more." : named);
    }

    private static string Sentence(string words) => words + ".";

    private static string? Detail(Statement statement, Discharge discharge, string? leanRemark)
    {
        var found = discharge is { Status: ObligationStatus.Proved, Findings.Witness: { } witness } ? $"{witness.Text} is such a version." : null;
        var remarks = new[] { discharge.Remark, found, leanRemark }.OfType<string>().Concat(statement.Remarks).ToList();
        return remarks.Count == 0 ? null : ProofText.Words(string.Join(" ", remarks));
    }

    private void Log(ObligationResult result)
    {
        var level = result.Status switch
        {
            ObligationStatus.Proved => LogLevel.Information,
            ObligationStatus.Refuted => LogLevel.Warning,
            _ => LogLevel.Error,
        };
        logger.Log(
            level,
            "Obligation {Obligation} is {Status} by {Engine} in {DurationMs} ms: {Finding}",
            result.Obligation,
            NameOf(result.Status),
            result.Engine,
            Math.Round(result.Duration.TotalMilliseconds, 1),
            result.Counterexample ?? result.Detail ?? "no remarks");
    }

    private static string NameOf(ObligationStatus status) => status switch
    {
        ObligationStatus.Proved => "proved",
        ObligationStatus.Refuted => "refuted",
        ObligationStatus.Timeout => "timeout",
        _ => "error",
    };
}
