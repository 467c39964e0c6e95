using SpecCursor.AiService.Languages;
using SpecCursor.AiService.Languages.Go;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Recipes.GoModules;

/// <summary>Repairs code for the first version of <c>github.com/robfig/cron</c> to work with the third. The path of the import is the upgrade's own matter.</summary>
internal sealed class CronThree() : CodeRecipe(new GoLanguage())
{
    private const string Module = "github.com/robfig/cron";

    private static readonly string[] Adders = ["AddFunc", "AddJob"];

    /// <inheritdoc />
    public override RecipeDescription Description { get; } = new()
    {
        Name = "robfig-cron-v3",
        Ecosystem = Ecosystems.Go,
        Package = Module,
        Change = VersionChange.In("3.0.0"),
        Description = "Makes schedules with seconds, and leaves the ids of entries aside.",
        Rationale = "In v3 a schedule has seconds, a place and protection from panics only where they are asked for, and adding a job gives an id besides the error.",
    };

    /// <inheritdoc />
    protected override void Change(CodeRewrite rewrite)
    {
        if (NameOf(rewrite) is not { } cron)
        {
            return;
        }

        var code = rewrite.Code;
        for (var i = 0; i < code.Tokens.Count; i++)
        {
            if (code.AreAt(i, cron, ".", "New", "(", ")"))
            {
                rewrite.Replace(i + 3, i + 4, $"({Options(cron)})");
            }
            else if (code.AreAt(i, cron, ".", "NewWithLocation", "("))
            {
                rewrite.Replace(i + 2, i + 3, $"New({Options(cron)}, {cron}.WithLocation(");
                rewrite.InsertBefore(code.ClosingOf(i + 3), ")");
            }
            else if (code.AreAt(i, cron, ".", "Parse", "("))
            {
                rewrite.Decline(i, "v3 has no function that parses a schedule with seconds.");
            }
            else if (code.Is(i - 1, ".") && code.IsWord(i) && Adders.Contains(code.Of(code.Tokens[i])) && code.Is(i + 1, "("))
            {
                ChangeAddition(rewrite, i);
            }
        }
    }

    /// <summary>As v1 did by itself.</summary>
    private static string Options(string cron) => $"{cron}.WithSeconds(), {cron}.WithChain({cron}.Recover({cron}.DefaultLogger))";

    /// <summary>What the package is called in the file; null where it is not imported. A file that was repaired has no call left to change.</summary>
    private static string? NameOf(CodeRewrite rewrite)
    {
        var path = rewrite.Imports.FirstOrDefault(import => import == Module || import == Module + "/v3");
        var code = rewrite.Code;
        for (var i = 0; path is not null && i < code.Tokens.Count; i++)
        {
            if (code.Is(i, $"\"{path}\"") || code.Is(i, $"`{path}`"))
            {
                return code.IsWord(i - 1) && !code.Is(i - 1, "import") ? code.Of(code.Tokens[i - 1]) : "cron";
            }
        }

        return null;
    }

    /// <summary><c>err := c.AddFunc(…)</c> becomes <c>_, err := c.AddFunc(…)</c>; whatever else takes the result is left.</summary>
    private static void ChangeAddition(CodeRewrite rewrite, int method)
    {
        var code = rewrite.Code;
        var receiver = ReceiverStart(code, method);
        var isDeclaration = code.AreAt(receiver - 2, ":", "=");
        var assigned = isDeclaration ? receiver - 3 : code.Is(receiver - 1, "=") ? receiver - 2 : -1;
        if (assigned < 0)
        {
            if (code.Is(receiver - 1, "return") || code.Is(receiver - 1, "(") || code.Is(receiver - 1, ","))
            {
                rewrite.Decline(method, "The error of the call is passed on as it is.");
            }
        }
        else if (!code.Is(assigned - 1, ",") && code.IsWord(assigned))
        {
            rewrite.InsertBefore(assigned, "_, ");
        }
    }

    private static int ReceiverStart(CodeText code, int method)
    {
        var start = method;
        while (code.Is(start - 1, ".") && code.IsWord(start - 2))
        {
            start -= 2;
        }

        return start;
    }
}
