using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Logic;

/// <summary>One of the things that a statement claims.</summary>
internal sealed record Claim
{
    /// <summary>What is claimed.</summary>
    public required Formula Formula { get; init; }

    /// <summary>
    /// Whether it holds, decided without the formula, for the given value of the quantified version (null where nothing is quantified).
    /// What the solver answers is checked against this.
    /// </summary>
    public required Func<IPackageVersion?, bool> Holds { get; init; }

    /// <summary>What is wrong where it doesn't hold, as a sentence without full stop, for the given value of the quantified version.</summary>
    public required Func<IPackageVersion?, string> Violation { get; init; }
}
