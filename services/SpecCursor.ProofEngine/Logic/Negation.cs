namespace SpecCursor.ProofEngine.Logic;

/// <summary>The operand doesn't hold.</summary>
internal sealed record Negation(Formula Operand) : Formula;
