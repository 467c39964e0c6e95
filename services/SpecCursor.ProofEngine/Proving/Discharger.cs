using SpecCursor.Contracts.Proofs;
using SpecCursor.ProofEngine.Engines.Smt;
using SpecCursor.ProofEngine.Logic;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Proving;

/// <summary>
/// Has a statement decided by solvers. z3 decides; cvc5, where it is installed, is asked too, and decides where z3 finds no answer in time. That they
/// disagree with each other or with evaluation is an error: then something is wrong with one of them or with us, and nothing is proved.
/// </summary>
internal sealed class Discharger(Cvc5 cvc5, SpecCursorMetrics metrics, TimeProvider time)
{
    /// <summary>Decides a statement.</summary>
    /// <param name="name">The obligation.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="z3">The first solver.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Discharge> DischargeAsync(string name, Statement statement, ISmtSolver z3, CancellationToken cancellationToken)
    {
        var check = SmtWriter.Check(name, statement);
        var second = cvc5.IsInstalled ? AskAsync(cvc5, name, statement, check, cancellationToken) : Task.FromResult<SolverAnswer?>(null);
        var first = AskAsync(z3, name, statement, check, cancellationToken);
        await Task.WhenAll(first, second);
        var (answer, opinion) = (await first, await second);
        if (answer!.IsDecided && opinion is { IsDecided: true } && opinion.Verdict != answer.Verdict)
        {
            var words = $"z3 and cvc5 disagree: {Words(statement, answer)} by z3, {Words(statement, opinion)} by cvc5.";
            return Discharge.Failed(z3.Name, words, check.Text);
        }

        ISmtSolver solver = answer.IsDecided || opinion is not { IsDecided: true } ? z3 : cvc5;
        var decisive = solver == z3 ? answer : opinion!;
        if (!decisive.IsDecided)
            return Undecided(z3.Name, decisive, check);
        var holds = Holds(statement, decisive);
        if (statement.Evaluate() is { } expected && expected != holds)
        {
            var words = $"{solver.Name} says that it {(holds ? "holds" : "does not hold")}, and evaluation says the opposite.";
            return Discharge.Failed(solver.Name, words, check.Text);
        }

        var discharge = await FindAsync(solver, name, statement, holds, check, cancellationToken);
        return discharge with { Remark = discharge.Remark ?? (opinion is { IsDecided: true } ? "z3 and cvc5 agree." : null) };
    }

    private static Discharge Undecided(string engine, SolverAnswer answer, SmtScript check) => new()
    {
        Engine = engine,
        Status = answer.Verdict == SolverVerdict.Timeout ? ObligationStatus.Timeout : ObligationStatus.Error,
        Remark = answer.Problem,
        Scripts = [check.Text],
    };

    /// <summary>Finds the version or the claims that go with the verdict, where it has any.</summary>
    private static async Task<Discharge> FindAsync(
        ISmtSolver solver, string name, Statement statement, bool holds, SmtScript check, CancellationToken cancellationToken)
    {
        var done = new Discharge { Engine = solver.Name, Status = holds ? ObligationStatus.Proved : ObligationStatus.Refuted, Scripts = [check.Text] };
        var isExistential = statement.Quantification == Quantification.Exists;
        if (holds != isExistential)
            return done with { Findings = new Findings(holds, null, []) };
        var script = SmtWriter.Witness(name, statement, Preferred(statement));
        var answer = await solver.AskAsync(script.Text, cancellationToken);
        if (answer.Verdict != SolverVerdict.Satisfiable)
        {
            var words = answer.Problem ?? $"{solver.Name} contradicts its own verdict when asked for a witness.";
            return Discharge.Failed(solver.Name, words, check.Text, script.Text);
        }

        try
        {
            return done with { Findings = WitnessReader.Read(statement, script, answer.Rest), Scripts = [check.Text, script.Text] };
        }
        catch (FormatException exception)
        {
            return Discharge.Failed(solver.Name, exception.Message, check.Text, script.Text);
        }
    }

    private static IPackageVersion? Preferred(Statement statement) => statement.Quantification switch
    {
        Quantification.ForAll => statement.CounterSample(),
        Quantification.Exists => statement.Samples.FirstOrDefault(sample => statement.Claims.All(claim => claim.Holds(sample))),
        _ => null,
    };

    private async Task<SolverAnswer?> AskAsync(
        ISmtSolver solver, string name, Statement statement, SmtScript script, CancellationToken cancellationToken)
    {
        using var activity = SpecCursorActivities.StartProofDischarge(solver.Name, name);
        var start = time.GetTimestamp();
        var answer = await solver.AskAsync(script.Text, cancellationToken);
        var status = StatusName(statement, answer);
        metrics.ProofEnded(solver.Name, name, status, time.GetElapsedTime(start));
        activity?.SetTag("speccursor.proof.status", status);
        if (!answer.IsDecided)
            activity?.Fail(answer.Problem ?? status);
        return answer;
    }

    private static string StatusName(Statement statement, SolverAnswer answer) => answer.Verdict switch
    {
        SolverVerdict.Timeout => "timeout",
        SolverVerdict.Failed => "error",
        _ => Holds(statement, answer) ? "proved" : "refuted",
    };

    private static bool Holds(Statement statement, SolverAnswer answer) =>
        answer.Verdict == SolverVerdict.Satisfiable == (statement.Quantification == Quantification.Exists);

    private static string Words(Statement statement, SolverAnswer answer) => Holds(statement, answer) ? "proved" : "refuted";
}
