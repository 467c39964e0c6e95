using SpecCursor.Contracts.Proofs;
using SpecCursor.ProofEngine.Logic;

namespace SpecCursor.ProofEngine.Proving;

/// <summary>How the discharge of one statement ended.</summary>
internal sealed record Discharge
{
    public required string Engine { get; init; }

    public required ObligationStatus Status { get; init; }

    /// <summary>What was found; null when nothing was decided.</summary>
    public Findings? Findings { get; init; }

    /// <summary>What went wrong, or what else there is to say.</summary>
    public string? Remark { get; init; }

    /// <summary>The scripts that solvers were given, in order.</summary>
    public required IReadOnlyList<string> Scripts { get; init; }

    public static Discharge Failed(string engine, string reason, params string[] scripts) =>
        new() { Engine = engine, Status = ObligationStatus.Error, Remark = reason, Scripts = scripts };
}
