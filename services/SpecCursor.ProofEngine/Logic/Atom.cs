namespace SpecCursor.ProofEngine.Logic;

/// <summary>A proposition that only the statement's <see cref="Rule"/>s give a meaning to; numbered from 0.</summary>
internal sealed record Atom(int Number) : Formula;
