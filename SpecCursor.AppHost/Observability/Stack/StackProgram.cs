namespace SpecCursor.AppHost.Observability.Stack;

/// <summary>A program of the observability stack that Debian has no package of, so that it only runs as a container.</summary>
internal sealed record StackProgram
{
    /// <summary>The resource's name, which is its host name among the containers, too.</summary>
    public required string Name { get; init; }

    /// <summary>The image.</summary>
    public required ContainerImage Image { get; init; }

    /// <summary>Who it runs as: the image's own user, who is not root, as a user and a group id.</summary>
    public required string User { get; init; }

    /// <summary>The most memory that it may have, in MiB.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>The directory below <c>containers</c> that holds its configuration.</summary>
    public required string Configuration { get; init; }

    /// <summary>Where it looks for that directory.</summary>
    public required string ConfigurationTarget { get; init; }

    /// <summary>The port that others talk to, in the container.</summary>
    public required int Port { get; init; }

    /// <summary>The port that says whether it is ready, in the container.</summary>
    public required int ReadyPort { get; init; }

    /// <summary>What to ask for there.</summary>
    public required string ReadyPath { get; init; }

    /// <summary>What to ask for there whether it is to be started again; null for the same.</summary>
    public string? LivePath { get; init; }
}
