using System.Collections.Concurrent;
using System.Globalization;

namespace SpecCursor.AiService.Providers.Claude.Pricing;

/// <summary>Prices tokens. A model without a price costs nothing here, which is said once.</summary>
internal sealed class PriceList(ClaudeOptions options, ILogger<PriceList> logger)
{
    private const decimal Million = 1_000_000m;

    private readonly ConcurrentDictionary<string, bool> _unknown = new(StringComparer.Ordinal);

    /// <summary>The price of one request's tokens, in US dollars.</summary>
    public decimal Of(string model, TokenCount tokens)
    {
        if (Find(model) is not { } price)
        {
            if (_unknown.Count < 100 && _unknown.TryAdd(model, true))
            {
                logger.LogWarning("No price is known for the model {Model}: its cost is counted as 0. Set SpecCursor:Ai:Claude:Prices:{Model}.", model, model);
            }

            return 0;
        }

        var factor = price.LongPromptTokens > 0 && tokens.Prompt > price.LongPromptTokens ? price.LongPromptFactor : 1m;
        return factor * ((tokens.Input * price.Input) + (tokens.Output * price.Output) + (tokens.CacheRead * price.CacheRead) + (tokens.CacheWrite * price.CacheWrite)) / Million;
    }

    private ModelPrice? Find(string model)
    {
        var undated = WithoutDate(model);
        return options.Prices.TryGetValue(model, out var price) || options.Prices.TryGetValue(undated, out price)
            ? price
            : ModelPrices.BuiltIn.GetValueOrDefault(model) ?? ModelPrices.BuiltIn.GetValueOrDefault(undated);
    }

    /// <summary><c>claude-sonnet-4-5-20250929</c> is priced as <c>claude-sonnet-4-5</c>.</summary>
    private static string WithoutDate(string model)
    {
        var dash = model.LastIndexOf('-');
        return dash > 0 && model.Length - dash - 1 == 8 && int.TryParse(model.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? model[..dash]
            : model;
    }
}
