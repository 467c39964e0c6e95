namespace SpecCursor.Worker.Sandbox;

/// <summary>What a command may use. Exceeding any of the first four, or the disk, ends it and everything that it started.</summary>
internal sealed record SandboxLimits
{
    public required TimeSpan WallTime { get; init; }

    /// <summary>Bytes of memory of all its processes together, temporary file systems included.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Processes and threads at one time.</summary>
    public required int Processes { get; init; }

    /// <summary>Bytes printed.</summary>
    public required long OutputBytes { get; init; }

    /// <summary>Bytes that the workspace may take, together with all else that the command may write to.</summary>
    public required long DiskBytes { get; init; }

    /// <summary>Bytes of the largest file.</summary>
    public required long FileBytes { get; init; }

    /// <summary>Bytes of <c>/tmp</c>.</summary>
    public required long TemporaryBytes { get; init; }

    /// <summary>Bytes to and from servers.</summary>
    public required long EgressBytes { get; init; }

    /// <summary>Processors' worth of time; 0: no limit.</summary>
    public double Processors { get; init; }
}
