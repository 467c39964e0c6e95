namespace SpecCursor.ProofEngine.Engines.Smt;

/// <summary>A solver's answer to one script.</summary>
/// <param name="Verdict">What it says of satisfiability.</param>
/// <param name="Rest">What it printed after that, such as values.</param>
/// <param name="Problem">Why there is no answer; null when there is one.</param>
internal sealed record SolverAnswer(SolverVerdict Verdict, string Rest, string? Problem)
{
    public bool IsDecided => Verdict is SolverVerdict.Satisfiable or SolverVerdict.Unsatisfiable;
}
