using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Logic;

/// <summary>A version in a formula: a given one, or the one that the statement is quantified over.</summary>
internal sealed record VersionTerm
{
    private VersionTerm()
    {
    }

    /// <summary>The version that the statement is quantified over.</summary>
    public static VersionTerm Variable { get; } = new();

    /// <summary>The given version; null for the variable.</summary>
    public IPackageVersion? Version { get; private init; }

    /// <summary>A given version.</summary>
    public static VersionTerm Of(IPackageVersion version) => new() { Version = version };
}
