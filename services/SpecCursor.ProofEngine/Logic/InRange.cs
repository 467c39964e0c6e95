using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Logic;

/// <summary>The version lies in the range.</summary>
internal sealed record InRange(IVersionRange Range, VersionTerm Version) : Formula;
