using SpecCursor.AiService.Providers;
using SpecCursor.AiService.Providers.Claude;
using SpecCursor.AiService.Providers.Recipes;
using SpecCursor.Contracts.Messages;

namespace SpecCursor.AiService.Generation;

/// <summary>
/// Says whom to ask, in order. Recipes come first as long as nothing has been tried: they are free, immediate and reviewed. After an attempt
/// that did not suffice, Claude comes first, because it sees why.
/// </summary>
internal sealed class ProviderSelection(AiOptions options, RecipePatchProvider recipes, ClaudePatchProvider claude)
{
    /// <summary>Whether Claude may be asked at all.</summary>
    public bool IsClaudeEnabled => options.Provider != ProviderChoice.Recipes && !string.IsNullOrWhiteSpace(options.Claude.ApiKey);

    /// <summary>The providers for a command, the first to be asked first.</summary>
    public IReadOnlyList<IPatchProvider> For(GeneratePatch command)
    {
        if (!IsClaudeEnabled)
        {
            return [recipes];
        }

        return options.Provider == ProviderChoice.Auto && command.EarlierEdits.Count == 0 ? [recipes, claude] : [claude, recipes];
    }
}
