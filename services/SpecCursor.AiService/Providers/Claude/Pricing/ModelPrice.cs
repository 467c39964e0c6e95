namespace SpecCursor.AiService.Providers.Claude.Pricing;

/// <summary>What a model's tokens cost, in US dollars for a million.</summary>
public sealed class ModelPrice
{
    /// <summary>Input tokens that are not cached.</summary>
    public decimal Input { get; set; }

    /// <summary>Output tokens, thinking included.</summary>
    public decimal Output { get; set; }

    /// <summary>Input tokens read from the cache.</summary>
    public decimal CacheRead { get; set; }

    /// <summary>Input tokens written to the cache for five minutes.</summary>
    public decimal CacheWrite { get; set; }

    /// <summary>The prompt length in tokens beyond which <see cref="LongPromptFactor"/> applies; 0: never.</summary>
    public long LongPromptTokens { get; set; }

    /// <summary>What the prices are multiplied with for a long prompt.</summary>
    public decimal LongPromptFactor { get; set; } = 1;
}
