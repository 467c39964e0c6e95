using SpecCursor.AiService.Languages;
using SpecCursor.AiService.Languages.Python;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Recipes.PyPi;

/// <summary>Repairs <c>emoji.emojize(text, use_aliases=True)</c>: since 2 the aliases are a language.</summary>
internal sealed class EmojiAliases() : CodeRecipe(new PythonLanguage())
{
    private const string Argument = "use_aliases";
    private const string Language = "language";

    private static readonly string[] Functions = ["emojize", "demojize"];

    /// <inheritdoc />
    public override RecipeDescription Description { get; } = new()
    {
        Name = "emoji-aliases",
        Ecosystem = Ecosystems.Python,
        Package = "emoji",
        Change = VersionChange.In("2.0.0"),
        Description = "Asks `emoji` for aliases as a language, where the code set `use_aliases`.",
        Rationale = "emoji 2.0.0 has no parameter `use_aliases`; `language='alias'` means what `use_aliases=True` did, and the default what `False` did.",
    };

    /// <inheritdoc />
    protected override void Change(CodeRewrite rewrite)
    {
        if (!rewrite.Imports.Contains("emoji"))
        {
            return;
        }

        var code = rewrite.Code;
        for (var i = 0; i < code.Tokens.Count; i++)
        {
            if (IsCall(code, i))
            {
                ChangeCall(rewrite, i + 1, code.ClosingOf(i + 1));
            }
        }
    }

    /// <summary>A call of one of the functions, by its own name or as a member.</summary>
    private static bool IsCall(CodeText code, int index) =>
        code.IsWord(index) && Functions.Contains(code.Of(code.Tokens[index])) && code.Is(index + 1, "(") && !code.Is(index - 1, "def");

    private static void ChangeCall(CodeRewrite rewrite, int open, int close)
    {
        var code = rewrite.Code;
        var arguments = TopLevel(code, open, close).Where(index => code.Is(index + 1, "=") && !code.Is(index + 2, "=")).ToList();
        var aliases = arguments.FindIndex(index => code.Is(index, Argument));
        if (aliases < 0)
        {
            return;
        }

        var name = arguments[aliases];
        var isLiteral = code.Is(name + 3, ",") || name + 3 == close;
        if (isLiteral && code.Is(name + 2, "True") && !arguments.Exists(index => code.Is(index, Language)))
        {
            rewrite.Replace(name, Language);
            rewrite.Replace(name + 2, "'alias'");
        }
        else if (isLiteral && code.Is(name + 2, "False"))
        {
            // With the comma before it, or, where it is the first, the one behind it.
            var first = code.Is(name - 1, ",") ? name - 1 : name;
            rewrite.Replace(first, first == name && code.Is(name + 3, ",") ? name + 3 : name + 2, string.Empty);
        }
        else
        {
            rewrite.Decline(name, "Whether aliases are wanted is computed, or a language is asked for besides.");
        }
    }

    private static IEnumerable<int> TopLevel(CodeText code, int open, int close)
    {
        for (var i = open + 1; i < close; i++)
        {
            yield return i;
            if (code.Is(i, "(") || code.Is(i, "[") || code.Is(i, "{"))
            {
                i = code.ClosingOf(i);
            }
        }
    }
}
