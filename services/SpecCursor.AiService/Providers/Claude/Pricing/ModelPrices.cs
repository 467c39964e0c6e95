namespace SpecCursor.AiService.Providers.Claude.Pricing;

/// <summary>
/// The built-in prices. Source: Anthropic's "Models and pricing" pages at platform.claude.com, as of 2026-10-16. Prices change: a deployment
/// that accounts by them sets its own under <c>SpecCursor:Ai:Claude:Prices</c>.
/// </summary>
internal static class ModelPrices
{
    /// <summary>Prices by the model's id without its date.</summary>
    public static IReadOnlyDictionary<string, ModelPrice> BuiltIn { get; } = new Dictionary<string, ModelPrice>(StringComparer.Ordinal)
    {
        ["claude-fable-5-1"] = Price(10m, 50m, cacheRead: 0.25m),
        ["claude-fable-5"] = Price(10m, 50m, cacheRead: 1m),
        ["claude-opus-5-5"] = Price(4m, 20m, cacheRead: 0.20m),
        ["claude-opus-5"] = Price(5m, 25m, cacheRead: 0.50m),
        ["claude-opus-4-8"] = Price(5m, 25m, cacheRead: 0.50m),
        ["claude-opus-4-7"] = Price(5m, 25m, cacheRead: 0.50m),
        ["claude-opus-4-6"] = Price(5m, 25m, cacheRead: 0.50m),
        ["claude-opus-4-5"] = Price(5m, 25m, cacheRead: 0.50m),
        ["claude-sonnet-5-5"] = Price(2m, 10m, cacheRead: 0.10m),
        ["claude-sonnet-5"] = Price(2m, 10m, cacheRead: 0.20m),
        ["claude-sonnet-4-6"] = Price(3m, 15m, cacheRead: 0.30m),
        ["claude-sonnet-4-5"] = Price(3m, 15m, cacheRead: 0.30m),
        ["claude-haiku-5-5"] = Price(0.10m, 0.50m, cacheRead: 0.01m, longPromptTokens: 100_000, longPromptFactor: 5m),
        ["claude-haiku-4-5"] = Price(1m, 5m, cacheRead: 0.10m),
    };

    /// <summary>Writing to the five-minute cache costs a quarter more than plain input on every model.</summary>
    private static ModelPrice Price(decimal input, decimal output, decimal cacheRead, long longPromptTokens = 0, decimal longPromptFactor = 1m) => new()
    {
        Input = input,
        Output = output,
        CacheRead = cacheRead,
        CacheWrite = input * 1.25m,
        LongPromptTokens = longPromptTokens,
        LongPromptFactor = longPromptFactor,
    };
}
