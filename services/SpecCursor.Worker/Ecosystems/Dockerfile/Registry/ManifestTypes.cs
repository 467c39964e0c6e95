namespace SpecCursor.Worker.Ecosystems.Dockerfile.Registry;

/// <summary>What a tag can stand for. A registry that isn't told that lists of platforms are welcome would answer with one platform's image, of another digest.</summary>
internal static class ManifestTypes
{
    public static IReadOnlyList<string> All { get; } =
    [
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ];
}
