using SpecCursor.AiService.Languages.Rust;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Recipes.Crates;

/// <summary>Calls renamed methods of a crate by their new names.</summary>
/// <param name="renamed">What changed.</param>
internal sealed class RenamedMethodRecipe(RenamedMethods renamed) : CodeRecipe(new RustLanguage())
{
    /// <inheritdoc />
    public override RecipeDescription Description { get; } = new()
    {
        Name = $"{renamed.Crate}-renamed-methods",
        Ecosystem = Ecosystems.Rust,
        Package = renamed.Crate,
        Change = VersionChange.In(renamed.Release),
        Description = $"Calls the methods that `{renamed.Crate}` {renamed.Release} renamed by their new names.",
        Rationale = renamed.Rationale,
    };

    /// <summary>Types are not known, so that a file counts only where it names the crate, and a method only where the file has none of that name itself.</summary>
    protected override void Change(CodeRewrite rewrite)
    {
        var code = rewrite.Code;
        var crate = renamed.Crate.Replace('-', '_');
        if (!Enumerable.Range(0, code.Tokens.Count).Any(index => code.Is(index, crate)))
        {
            return;
        }

        for (var i = 0; i < code.Tokens.Count; i++)
        {
            if (!code.IsWord(i) || !renamed.Names.TryGetValue(code.Of(code.Tokens[i]), out var name) || !(code.Is(i - 1, ".") || code.AreAt(i - 2, ":", ":")))
            {
                continue;
            }

            if (DefinesItself(rewrite, code.Of(code.Tokens[i])))
            {
                rewrite.Decline(i, $"The file has a function '{code.Of(code.Tokens[i])}' of its own.");
            }
            else
            {
                rewrite.Replace(i, name);
            }
        }
    }

    private static bool DefinesItself(CodeRewrite rewrite, string name) =>
        Enumerable.Range(0, rewrite.Code.Tokens.Count).Any(index => rewrite.Code.AreAt(index, "fn", name));
}
