using SpecCursor.AiService.Languages;

namespace SpecCursor.AiService.Providers.Recipes.Tokens;

/// <summary>A recipe over the tokens of a file: keeps every character that it doesn't mean to change.</summary>
/// <typeparam name="TLanguage">The language of the files that it is about.</typeparam>
internal abstract class TokenRecipe<TLanguage> : IRecipe
    where TLanguage : Language
{
    /// <inheritdoc />
    public abstract RecipeDescription Description { get; }

    /// <inheritdoc />
    public RecipeResult Apply(string path, string text, string targetVersion)
    {
        if (LanguageCatalogue.Of(path) is not TLanguage language || !text.Contains(Mention, StringComparison.Ordinal))
        {
            return RecipeResult.Untouched;
        }

        var code = language.Read(path, text);
        if (code.Problem is { } problem)
        {
            return new RecipeResult { Unhandled = [$"{path} can't be read: {problem}."] };
        }

        var rewrite = new TokenRewrite(code);
        Change(rewrite);
        return rewrite.ToResult();
    }

    /// <summary>A text that is in every file which the recipe is about.</summary>
    protected abstract string Mention { get; }

    /// <summary>Makes the change.</summary>
    protected abstract void Change(TokenRewrite rewrite);
}
