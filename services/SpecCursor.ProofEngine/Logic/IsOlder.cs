namespace SpecCursor.ProofEngine.Logic;

/// <summary>The first version precedes the second in the ecosystem's order.</summary>
internal sealed record IsOlder(VersionTerm Older, VersionTerm Newer) : Formula;
