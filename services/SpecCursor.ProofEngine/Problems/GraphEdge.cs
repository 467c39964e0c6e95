using SpecCursor.Contracts.LockGraphs;
using SpecCursor.ProofEngine.Logic;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Problems;

/// <summary>One constraint of a lock graph with the packages at its ends.</summary>
/// <param name="From">The package that states it.</param>
/// <param name="To">The package that it resolves to; null when nothing is there.</param>
/// <param name="Constraint">The constraint as the lock graph has it.</param>
/// <param name="Range">The versions that it admits; null when it names no versions (a path, a git address, a dist-tag).</param>
internal sealed record GraphEdge(GraphNode From, GraphNode? To, DependencyEdge Constraint, IVersionRange? Range)
{
    public bool IsPeer => Constraint.Kind is DependencyKind.Peer or DependencyKind.OptionalPeer;

    /// <summary>Whether nothing need be there.</summary>
    public bool IsOptional => Constraint.Kind is DependencyKind.Optional or DependencyKind.OptionalPeer;

    /// <summary>Whether what is there meets the constraint, by evaluation.</summary>
    public bool Holds => To is null ? IsOptional
        : IsUnconstrained || (To.Version is { } version && Range!.Admits(version));

    /// <summary>The same as a formula.</summary>
    public Formula Formula => To is null ? (IsOptional ? Formula.True : Formula.False)
        : IsUnconstrained ? Formula.True
        : To.Version is { } version ? new InRange(Range!, VersionTerm.Of(version))
        : Formula.False;

    /// <summary>The same promise of the same package, wherever it is.</summary>
    public (string From, string? FromVersion, string Name, string Range, DependencyKind Kind) Identity =>
        (From.Package.Name, From.Package.Version, Constraint.Name, Constraint.Range, Constraint.Kind);

    public string RangeWords => PlainWords.Of(Constraint.Range.Trim() is { Length: > 0 } range ? range : "*");

    public string Violation => To is null
        ? $"{From.Words} needs {PlainWords.Of(Constraint.Name)} {RangeWords}{KindWords}, but nothing is there"
        : $"{From.Words} needs {PlainWords.Of(Constraint.Name)} {RangeWords}{KindWords}, but gets {To.Words} at {PlainWords.Of(To.Package.Id)}";

    // Who writes no specifier in Python gets no prerelease of his own accord, but is content with one that is there already, as 'pip check' is.
    private bool IsUnconstrained => Range is null
        || Range.Alternatives.Any(set => set is { Comparators.IsEmpty: true, Prereleases: PrereleaseRule.Always or PrereleaseRule.Never });

    private string KindWords => IsPeer ? " as a peer" : string.Empty;
}
