using SpecCursor.AiService.Languages;

namespace SpecCursor.AiService.Providers.Recipes;

/// <summary>A recipe for a language in which only tokens are read: it changes tokens, and leaves comments, strings and layout as they are.</summary>
/// <param name="language">The language.</param>
internal abstract class CodeRecipe(ICodeLanguage language) : IRecipe
{
    /// <inheritdoc />
    public abstract RecipeDescription Description { get; }

    /// <inheritdoc />
    public RecipeResult Apply(string path, string text, string targetVersion)
    {
        if (CodeLanguages.Of(path)?.GetType() != language.GetType())
        {
            return RecipeResult.Untouched;
        }

        var rewrite = new CodeRewrite(path, language.Read(text), language);
        Change(rewrite);
        return new RecipeResult { NewText = rewrite.Editor.Count > 0 ? rewrite.Editor.Apply() : null, Unhandled = rewrite.Unhandled };
    }

    /// <summary>Changes a file.</summary>
    protected abstract void Change(CodeRewrite rewrite);
}
