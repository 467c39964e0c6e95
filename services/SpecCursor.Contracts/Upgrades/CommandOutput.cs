namespace SpecCursor.Contracts.Upgrades;

/// <summary>One command that ran in the sandbox, and what it printed.</summary>
public sealed record CommandOutput
{
    /// <summary>The command as a person would type it.</summary>
    public required string Command { get; init; }

    /// <summary>The exit code; 128 + n for signal n.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Wall time.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Standard output and error as they came, at most 64 KiB: the head and the tail are kept.</summary>
    public required string Output { get; init; }

    /// <summary>Whether <see cref="Output"/> lacks a middle.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>The limit that ended it: <c>time</c>, <c>memory</c>, <c>processes</c>, <c>output</c>; null when none did.</summary>
    public string? LimitExceeded { get; init; }
}
