using SpecCursor.AiService.Languages;
using SpecCursor.AiService.Languages.Rust;
using SpecCursor.AiService.Providers.Recipes.Tokens;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Recipes.Rust;

/// <summary>Calls methods of a crate by their new names, in files that name the crate.</summary>
/// <param name="renamed">What changed.</param>
internal sealed class RenamedMethodRecipe(RenamedMethods renamed) : TokenRecipe<RustLanguage>
{
    private readonly string _crate = renamed.Package.Replace('-', '_');

    /// <inheritdoc />
    public override RecipeDescription Description { get; } = new()
    {
        Name = $"{renamed.Package}-renamed-methods",
        Ecosystem = Ecosystems.Rust,
        Package = renamed.Package,
        Change = VersionChange.In(renamed.Release),
        Description = $"Calls the methods that `{renamed.Package}` {renamed.Release} renamed by their new names.",
        Rationale = renamed.Rationale,
    };

    /// <inheritdoc />
    protected override string Mention => _crate;

    /// <inheritdoc />
    protected override void Change(TokenRewrite rewrite)
    {
        var code = rewrite.Code;
        if (!rewrite.Indices.Any(index => IsCrate(code, index)))
        {
            return;
        }

        var own = rewrite.Indices.Where(index => code[index] == "fn").Select(index => code[index + 1]).ToHashSet(StringComparer.Ordinal);
        foreach (var index in rewrite.Indices.Where(code.IsName))
        {
            if (renamed.Gone.TryGetValue(code[index], out var reason))
            {
                rewrite.Decline(index, $"'{code[index]}' is gone: {reason}");
            }
            else if (renamed.Methods.TryGetValue(code[index], out var name) && IsMethod(code, index))
            {
                Rename(rewrite, index, name, own);
            }
            else if (renamed.Modules.TryGetValue(code[index], out var module) && IsModule(code, index))
            {
                rewrite.Replace(index, code[index + 1] is ";" or "," or "}" ? $"{module} as {code[index]}" : module);
            }
        }

        DeclineExamples(rewrite);
    }

    private static void Rename(TokenRewrite rewrite, int index, string name, HashSet<string> own)
    {
        if (own.Contains(rewrite.Code[index]))
        {
            rewrite.Decline(index, $"The file has a '{rewrite.Code[index]}' of its own, so that this may be either.");
        }
        else
        {
            rewrite.Replace(index, name);
        }
    }

    /// <summary><c>id.to_simple()</c>, and <c>Uuid::to_simple</c>.</summary>
    private static bool IsMethod(Code code, int index) =>
        (code[index - 1] == "." && code.Has(index + 1, "(", ")")) || (code.Has(index - 3, "Uuid", ":", ":") && code[index + 1] != ":");

    private bool IsCrate(Code code, int index) =>
        code[index] == _crate && code.IsName(index) && !code.Has(index - 2, ":", ":") && code[index - 1] != "."
        && (code.Has(index + 1, ":", ":") || code[index - 1] is "use" or "crate");

    /// <summary>A module right behind the crate: <c>uuid::adapter</c>, or in the braces of <c>use uuid::{…}</c>.</summary>
    private bool IsModule(Code code, int index)
    {
        if (code.Has(index - 3, _crate, ":", ":"))
        {
            return IsCrate(code, index - 3);
        }

        var open = index - 1;
        while (code[open] is not ("{" or ";" or "" or "}") && index - open < 200)
        {
            open--;
        }

        return code[open] == "{" && code[index - 1] is "{" or "," && code.Has(open - 3, _crate, ":", ":") && IsCrate(code, open - 3);
    }

    /// <summary>Examples in documentation are run, and comments are not what a recipe changes.</summary>
    private void DeclineExamples(TokenRewrite rewrite)
    {
        var code = rewrite.Code;
        foreach (var comment in code.All.Where(token => token.Kind == TokenKind.Comment && token.Value.StartsWith("//", StringComparison.Ordinal) && token.Value.Length > 2 && token.Value[2] is '/' or '!'))
        {
            if (renamed.Methods.Keys.Any(old => comment.Value.Contains($".{old}()", StringComparison.Ordinal)))
            {
                rewrite.DeclineAt(comment.Start, "An example in the documentation uses an old name.");
            }
        }
    }
}
