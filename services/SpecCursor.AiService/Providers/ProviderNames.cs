namespace SpecCursor.AiService.Providers;

/// <summary>The names of the providers, as messages, metrics and pull requests show them.</summary>
internal static class ProviderNames
{
    /// <summary>Built-in, deterministic code changes.</summary>
    public const string Recipes = "recipes";

    /// <summary>The Claude API.</summary>
    public const string Claude = "claude";
}
