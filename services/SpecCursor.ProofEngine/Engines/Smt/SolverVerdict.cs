namespace SpecCursor.ProofEngine.Engines.Smt;

/// <summary>What a solver answers to <c>(check-sat)</c>.</summary>
internal enum SolverVerdict
{
    /// <summary><c>sat</c>.</summary>
    Satisfiable,

    /// <summary><c>unsat</c>.</summary>
    Unsatisfiable,

    /// <summary><c>unknown</c>, or no answer in time.</summary>
    Timeout,

    /// <summary>An error, or nonsense.</summary>
    Failed,
}
