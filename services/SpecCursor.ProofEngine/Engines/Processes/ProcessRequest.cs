namespace SpecCursor.ProofEngine.Engines.Processes;

/// <summary>A child process to run.</summary>
internal sealed record ProcessRequest
{
    /// <summary>The executable's path.</summary>
    public required string FileName { get; init; }

    /// <summary>Its arguments, one by one.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>What it reads from standard input.</summary>
    public string Input { get; init; } = string.Empty;

    /// <summary>When it is killed.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How much it may print, in bytes, before it is killed.</summary>
    public required int MaximumOutput { get; init; }

    /// <summary>How much memory it may allocate, in bytes. Enforced by <c>prlimit</c> where there is one.</summary>
    public required long MaximumMemory { get; init; }
}
