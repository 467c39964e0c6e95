namespace SpecCursor.ProofEngine.Logic;

/// <summary>Both versions rank the same.</summary>
internal sealed record IsSame(VersionTerm Left, VersionTerm Right) : Formula;
