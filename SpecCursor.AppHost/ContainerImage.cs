namespace SpecCursor.AppHost;

/// <summary>One container image.</summary>
/// <param name="Key">What it is called in settings: the name of the resource that it is for.</param>
/// <param name="Registry">The registry's host, with a port where it has one; null for the engine's own images.</param>
/// <param name="Name">The repository in it.</param>
/// <param name="Tag">The exact version, never a moving tag.</param>
internal sealed record ContainerImage(string Key, string? Registry, string Name, string Tag)
{
    /// <summary>The manifest's digest, <c>sha256:</c> and 64 hexadecimal digits, which wins over the tag; null to go by the tag.</summary>
    public string? Digest { get; init; }

    /// <summary>How an engine is told of it.</summary>
    public string Reference
    {
        get
        {
            var name = Registry is null ? Name : $"{Registry}/{Name}";
            return Digest is null ? $"{name}:{Tag}" : $"{name}:{Tag}@{Digest}";
        }
    }
}
