using System.Collections.Immutable;
using SpecCursor.Contracts.Messages;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Problems;

/// <summary>What is to be proved of one upgrade, read and joined.</summary>
internal sealed record UpgradeProblem
{
    /// <summary>The command that it was read from.</summary>
    public required ProveUpgrade Command { get; init; }

    /// <summary>The ecosystem's versions.</summary>
    public required IVersionScheme Scheme { get; init; }

    public required IPackageVersion FromVersion { get; init; }

    public required IPackageVersion ToVersion { get; init; }

    /// <summary>The versions that the manifest admits now.</summary>
    public required IVersionRange WrittenRange { get; init; }

    /// <summary>The versions that the manifest admitted; null when what stood there named none.</summary>
    public required IVersionRange? OldRange { get; init; }

    public required PackageGraph Before { get; init; }

    public required PackageGraph After { get; init; }

    /// <summary>Which constraint was which.</summary>
    public required EdgePairing Pairing { get; init; }

    /// <summary>The manifest's own constraint on the package, after.</summary>
    public required GraphEdge ManifestEdge { get; init; }

    /// <summary>The published versions, oldest first.</summary>
    public required ImmutableArray<IPackageVersion> Published { get; init; }

    /// <summary>How many texts among the published versions were no versions.</summary>
    public required int UnreadableVersions { get; init; }

    /// <summary>What the manifest's constraint resolves to.</summary>
    public GraphNode Target => ManifestEdge.To!;

    /// <summary>The constraints that others than the manifest's entry put on the upgraded package where it is now.</summary>
    public IEnumerable<GraphEdge> Dependents => After.Edges.Where(edge => ReferenceEquals(edge.To, Target) && !ReferenceEquals(edge, ManifestEdge));

    public string PackageWords => PlainWords.Of(Command.Context.PackageName);

    public string WrittenWords => PlainWords.Of(Command.WrittenRange);

    /// <summary>The manifest that was edited.</summary>
    public required string ManifestWords { get; init; }
}
