using SpecCursor.Versioning.Images;
using SpecCursor.Worker.Ecosystems.Dockerfile.Images;

namespace SpecCursor.Worker.Ecosystems.Dockerfile;

/// <summary>Where a repository uses the image.</summary>
internal sealed record DockerfileDeclaration : Declaration
{
    /// <summary>The image.</summary>
    public required ImageName Image { get; init; }

    /// <summary>All Dockerfiles of the repository that can be read.</summary>
    public required IReadOnlyList<DockerfileContent> Files { get; init; }

    /// <summary>The version that the upgrade starts from: of the tags with most numbers the oldest, or the one that the caller names.</summary>
    public required ImageTag Lead { get; init; }

    /// <summary>The uses that name a version, by their file.</summary>
    public required IReadOnlyList<(DockerfileContent File, ImageUse Use)> Uses { get; init; }

    public override IReadOnlyCollection<string> ManagedFiles => [.. Files.Select(file => file.Path)];
}
