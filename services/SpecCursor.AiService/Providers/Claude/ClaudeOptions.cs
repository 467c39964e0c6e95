using SpecCursor.AiService.Providers.Claude.Pricing;

namespace SpecCursor.AiService.Providers.Claude;

/// <summary>How Claude is asked. Read from <c>SpecCursor:Ai:Claude</c>.</summary>
public sealed class ClaudeOptions
{
    /// <summary>The API key; empty: Claude is not used. <c>ANTHROPIC_API_KEY</c> where it isn't set here.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Where the API is; null: <c>ANTHROPIC_BASE_URL</c>, or else Anthropic's own address.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>The model.</summary>
    public string Model { get; set; } = "claude-sonnet-5-5";

    /// <summary>The most tokens of one answer, thinking included; 1,024 to 128,000.</summary>
    public int MaximumOutputTokens { get; set; } = 24_000;

    /// <summary>The most tokens of the prompt, as estimated; 4,000 to 500,000.</summary>
    public int MaximumInputTokens { get; set; } = 60_000;

    /// <summary>How often Claude may answer in one generation: the first answer, then answers to what was wrong with it; 1 to 5.</summary>
    public int MaximumTurns { get; set; } = 3;

    /// <summary>How long one answer may take.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>How long all answers of one generation may take together; the queue's own limit is 15 minutes.</summary>
    public TimeSpan GenerationTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a request is repeated at once when the API is overloaded; 0 to 5. The queue retries later beyond that.</summary>
    public int MaximumRetries { get; set; } = 2;

    /// <summary>The longest wait before such a repetition; an API that asks for more is left to the queue's retries.</summary>
    public TimeSpan MaximumRetryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Prices by model, which replace the built-in ones.</summary>
    public IDictionary<string, ModelPrice> Prices { get; } = new Dictionary<string, ModelPrice>(StringComparer.Ordinal);
}
