namespace SpecCursor.Worker.Processes;

/// <summary>One of our own tools to run (git, rm …): never a repository's code, which runs in the sandbox.</summary>
internal sealed record ProcessCommand
{
    public required string FileName { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The whole environment: nothing is inherited.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public string WorkingDirectory { get; init; } = "/";

    /// <summary>Wall time after which the whole tree is killed.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Bytes of standard output after which the whole tree is killed.</summary>
    public int MaximumOutputBytes { get; init; } = 16 * 1024 * 1024;

    public ReadOnlyMemory<byte> Input { get; init; }
}
