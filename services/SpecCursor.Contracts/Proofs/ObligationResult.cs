namespace SpecCursor.Contracts.Proofs;

/// <summary>One obligation and what became of it.</summary>
public sealed record ObligationResult
{
    /// <summary>Stable kebab-case name, a value of the <c>obligation</c> label.</summary>
    public required string Obligation { get; init; }

    /// <summary>The obligation in plain words, for this upgrade.</summary>
    public required string Statement { get; init; }

    /// <summary><c>z3</c>, <c>cvc5</c> or <c>lean</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>How it ended.</summary>
    public required ObligationStatus Status { get; init; }

    /// <summary>In plain words, when refuted.</summary>
    public string? Counterexample { get; init; }

    /// <summary>What went wrong on timeout or error; remarks such as violations that were there before.</summary>
    public string? Detail { get; init; }

    /// <summary>The SMT-LIB 2 text as it was given to the solver, at most 64 KiB.</summary>
    public required string Smt { get; init; }

    /// <summary>The self-contained Lean 4 file, at most 64 KiB.</summary>
    public required string Lean { get; init; }

    /// <summary>Wall time.</summary>
    public required TimeSpan Duration { get; init; }
}
