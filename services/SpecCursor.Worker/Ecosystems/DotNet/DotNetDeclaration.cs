using SpecCursor.Worker.Ecosystems.DotNet.Feeds;

namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>Where a repository of .NET declares the package, and what was restored.</summary>
internal sealed record DotNetDeclaration : Declaration
{
    /// <summary>What <c>dotnet</c> is started on; null where there is no project.</summary>
    public required DotNetEntry? Entry { get; init; }

    /// <summary>The projects that a restore resolves.</summary>
    public required IReadOnlyList<string> Projects { get; init; }

    /// <summary>The places to edit.</summary>
    public required IReadOnlyList<DotNetSite> Sites { get; init; }

    /// <summary>Every manifest there is.</summary>
    public required IReadOnlyList<DotNetManifest> Manifests { get; init; }

    /// <summary>The sources of packages.</summary>
    public required IReadOnlyList<NuGetFeed> Feeds { get; init; }

    /// <summary>The lockfiles that the repository has, as they are at the base commit.</summary>
    public required IReadOnlyDictionary<string, byte[]> Lockfiles { get; init; }

    /// <summary>The newest of the versions that its projects resolve to: they may differ.</summary>
    public required string NewestLockedVersion { get; init; }

    public override IReadOnlyCollection<string> ManagedFiles => [.. Manifests.Select(manifest => manifest.Path), .. Lockfiles.Keys];
}
