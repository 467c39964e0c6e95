namespace SpecCursor.ProofEngine.Engines.Smt;

/// <summary>A solver that reads SMT-LIB 2.</summary>
internal interface ISmtSolver
{
    /// <summary>The engine's name: a value of the <c>engine</c> label.</summary>
    string Name { get; }

    /// <summary>Whether its executable is there.</summary>
    bool IsInstalled { get; }

    /// <summary>Runs a script to its end, within the limits of <see cref="ProofOptions"/>.</summary>
    Task<SolverAnswer> AskAsync(string script, CancellationToken cancellationToken);
}
