namespace SpecCursor.Worker.Ecosystems.Dockerfile;

/// <summary>The section <c>SpecCursor:Worker:Dockerfile</c>.</summary>
internal sealed class DockerfileOptions
{
    public const string Section = "SpecCursor:Worker:Dockerfile";

    /// <summary>The registry of images without a registry in their name: Docker Hub, or a mirror of it. It may be reached by http and lie in a private network.</summary>
    public Uri DockerHub { get; set; } = new("https://registry-1.docker.io/");

    /// <summary>Longest time of one question to a registry.</summary>
    public TimeSpan RegistryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the address is one of http or https.</summary>
    public bool IsValid => DockerHub is { IsAbsoluteUri: true, Scheme: "https" or "http", PathAndQuery: "/" };
}
