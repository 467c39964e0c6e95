using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Worker.Ecosystems.Dockerfile.Images;

namespace SpecCursor.Worker.Ecosystems.Dockerfile;

/// <summary>The lock graph of Dockerfiles: each one is a project that depends on the images that it uses, and a tag is both the constraint and the version.</summary>
internal static class ImageGraph
{
    /// <param name="files">The Dockerfiles.</param>
    /// <param name="image">The upgrade's image, which gets the name that the caller gave it.</param>
    /// <param name="name">That name.</param>
    /// <param name="digests">The digests of tags of that image, as the registry has them.</param>
    public static LockGraph Of(IReadOnlyList<DockerfileContent> files, ImageName image, string name, IReadOnlyDictionary<string, string>? digests = null)
    {
        var packages = new Dictionary<string, LockedPackage>(StringComparer.Ordinal);
        var edges = new List<DependencyEdge>();
        foreach (var file in files)
        {
            packages.Add(file.Path, new LockedPackage { Id = file.Path, Name = file.Path, Source = PackageSource.Project });
            foreach (var reference in file.Uses.Select(use => use.Reference).OfType<ImageReference>())
            {
                var id = $"docker-image://{reference.Name}:{reference.Constraint.Text}";
                var isOwn = reference.Name == image;
                var digest = reference.Digest ?? (isOwn && reference.Tag is { } tag ? digests?.GetValueOrDefault(tag) : null);
                packages.TryAdd(id, new LockedPackage
                {
                    Id = id,
                    Name = isOwn ? name : reference.Name.Familiar,
                    Version = reference.Tag,
                    Integrity = digest is null ? null : Integrity(digest),
                    Source = PackageSource.Registry,
                });
                edges.Add(new DependencyEdge
                {
                    From = file.Path,
                    Name = isOwn ? name : reference.Name.Familiar,
                    Range = reference.Tag ?? string.Empty,
                    Kind = DependencyKind.Dependency,
                    To = id,
                });
            }
        }

        return new LockGraph { Packages = [.. packages.Values], Edges = edges };
    }

    /// <summary>A digest as lock graphs write hashes: the algorithm, a hyphen, and base64. Null where it has half a byte.</summary>
    private static string? Integrity(string digest)
    {
        var colon = digest.IndexOf(':', StringComparison.Ordinal);
        var hash = digest.AsSpan(colon + 1);
        return hash.Length % 2 == 0 ? $"{digest[..colon]}-{Convert.ToBase64String(Convert.FromHexString(hash))}" : null;
    }
}
