namespace SpecCursor.ProofEngine.Logic;

/// <summary>True or false.</summary>
internal sealed record Constant(bool Value) : Formula;
