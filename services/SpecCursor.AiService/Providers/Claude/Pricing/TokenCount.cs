namespace SpecCursor.AiService.Providers.Claude.Pricing;

/// <summary>Tokens by how they are billed.</summary>
/// <param name="Input">Input that is not cached.</param>
/// <param name="Output">Output, thinking included.</param>
/// <param name="CacheRead">Input read from the cache.</param>
/// <param name="CacheWrite">Input written to the cache.</param>
internal readonly record struct TokenCount(long Input, long Output, long CacheRead, long CacheWrite)
{
    /// <summary>The length of the prompt.</summary>
    public long Prompt => Input + CacheRead + CacheWrite;

    /// <summary>All of them.</summary>
    public long Total => Prompt + Output;

    /// <summary>Adds up.</summary>
    public static TokenCount operator +(TokenCount one, TokenCount other) => new(
        one.Input + other.Input, one.Output + other.Output, one.CacheRead + other.CacheRead, one.CacheWrite + other.CacheWrite);
}
