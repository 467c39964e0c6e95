using SpecCursor.AiService.JavaScript;

namespace SpecCursor.AiService.Providers.Recipes.Npm;

/// <summary>A recipe over JavaScript source: parses the file and keeps every character that it doesn't mean to change.</summary>
internal abstract class JavaScriptRecipe : IRecipe
{
    /// <inheritdoc />
    public abstract RecipeDescription Description { get; }

    /// <inheritdoc />
    public RecipeResult Apply(string path, string text, string targetVersion)
    {
        var language = SourceLanguages.Of(path);
        if (language == SourceLanguage.Other || !text.Contains(Description.Package, StringComparison.Ordinal))
        {
            return RecipeResult.Untouched;
        }

        if (language == SourceLanguage.TypeScript)
        {
            return ApplyToTokens(path, text);
        }

        if (JavaScriptFile.TryParse(path, text, out var reason) is not { } file)
        {
            return new RecipeResult { Unhandled = [reason] };
        }

        var rewrite = new Rewrite(file, targetVersion);
        Change(rewrite);
        return rewrite.ToResult();
    }

    /// <summary>Makes the change in a parsed file.</summary>
    protected abstract void Change(Rewrite rewrite);

    /// <summary>Makes the change in TypeScript or JSX, which can't be parsed here: declines wherever the package is imported.</summary>
    protected virtual RecipeResult ApplyToTokens(string path, string text) =>
        ModuleTokens.Loads(text, Matches).Count == 0
            ? RecipeResult.Untouched
            : new RecipeResult { Unhandled = [$"{path}: {Description.Name} changes JavaScript only, and this is {Path.GetExtension(path)}."] };

    /// <summary>Whether a module specifier is the package's.</summary>
    protected virtual bool Matches(string specifier) => specifier == Description.Package;
}
