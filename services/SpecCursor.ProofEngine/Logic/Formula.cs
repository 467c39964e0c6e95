namespace SpecCursor.ProofEngine.Logic;

/// <summary>A claim about versions, in the small language that both SMT-LIB and Lean are written from.</summary>
internal abstract record Formula
{
    /// <summary>What always holds.</summary>
    public static Formula True { get; } = new Constant(true);

    /// <summary>What never holds.</summary>
    public static Formula False { get; } = new Constant(false);

    /// <summary>All of them; <see cref="True"/> of none.</summary>
    public static Formula All(IReadOnlyList<Formula> operands) => operands.Count == 1 ? operands[0] : new Conjunction([.. operands]);

    /// <summary>At least one of them; <see cref="False"/> of none.</summary>
    public static Formula Any(IReadOnlyList<Formula> operands) => operands.Count == 1 ? operands[0] : new Disjunction([.. operands]);
}
