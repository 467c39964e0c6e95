namespace SpecCursor.Contracts.Messages;

/// <summary>Tokens that were billed, in tokens, and their price.</summary>
public sealed record TokenUsage
{
    /// <summary>Input tokens.</summary>
    public required long Input { get; init; }

    /// <summary>Output tokens.</summary>
    public required long Output { get; init; }

    /// <summary>Input tokens read from the cache.</summary>
    public required long CacheRead { get; init; }

    /// <summary>Input tokens written to the cache.</summary>
    public required long CacheWrite { get; init; }

    /// <summary>Their price in US dollars.</summary>
    public required decimal CostUsd { get; init; }
}
