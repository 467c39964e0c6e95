using SpecCursor.Contracts.Proofs;

namespace SpecCursor.Contracts.Api;

/// <summary>One obligation of one upgrade.</summary>
public sealed record ProofResource
{
    /// <summary>The obligation's name.</summary>
    public required string Obligation { get; init; }

    /// <summary>In plain words.</summary>
    public required string Statement { get; init; }

    /// <summary>The engine that discharged it.</summary>
    public required string Engine { get; init; }

    /// <summary>How it ended.</summary>
    public required ObligationStatus Status { get; init; }

    /// <summary>When refuted.</summary>
    public string? Counterexample { get; init; }

    /// <summary>Remarks.</summary>
    public string? Detail { get; init; }

    /// <summary>Wall time in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>SMT-LIB 2 text.</summary>
    public required string Smt { get; init; }

    /// <summary>Lean 4 text.</summary>
    public required string Lean { get; init; }
}
