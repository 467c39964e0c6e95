namespace SpecCursor.AppHost.Containers;

/// <summary>
/// What a container may do, and how much of the machine it may have. What is not said here it has none of: no capability, no way to
/// another user, no writable place but its volumes and its temporary directories.
/// </summary>
internal sealed record ContainerHardening : IResourceAnnotation
{
    /// <summary>Who it runs as, never root: a user and a group id with a colon between.</summary>
    public required string User { get; init; }

    /// <summary>The most memory that it may have, in MiB; it is ended when it wants more.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>The most processors that it may have; a machine with fewer gives what it has.</summary>
    public double Processors { get; init; } = 1;

    /// <summary>The most processes and threads that it may have.</summary>
    public int Processes { get; init; } = 256;

    /// <summary>Directories in memory that it may write to.</summary>
    public IReadOnlyList<string> Temporary { get; init; } = ["/tmp"];

    /// <summary>How large each of these may grow, in MiB.</summary>
    public int TemporaryMiB { get; init; } = 64;
}
