using SpecCursor.AiService.Languages;
using SpecCursor.AiService.Languages.Go;
using SpecCursor.AiService.Providers.Recipes.Tokens;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Recipes.Go;

/// <summary>
/// <c>github.com/robfig/cron</c> 3: adding a job gives its id as well, and what was built in (seconds, recovered panics) is asked for. The import's path is not
/// changed here: who upgrades moves it.
/// </summary>
internal sealed class CronThree : TokenRecipe<GoLanguage>
{
    private const string Path = "github.com/robfig/cron";

    /// <summary>What cron 1 read when nobody said otherwise.</summary>
    private static readonly string[] Fields = ["Second", "Minute", "Hour", "Dom", "Month", "DowOptional", "Descriptor"];

    /// <inheritdoc />
    public override RecipeDescription Description { get; } = new()
    {
        Name = "cron-three",
        Ecosystem = Ecosystems.Go,
        Package = Path,
        Change = VersionChange.In("3.0.0"),
        Description = "Takes the id that `AddFunc` and `AddJob` of cron 3 give besides the error, and asks for the seconds and the recovered panics that cron 1 had.",
        Rationale = "cron 3.0.0 reads five fields and lets panics through unless its options say otherwise; the options say what cron 1 did.",
    };

    /// <inheritdoc />
    protected override string Mention => Path;

    /// <inheritdoc />
    protected override void Change(TokenRewrite rewrite)
    {
        var code = rewrite.Code;
        if (rewrite.Indices.FirstOrDefault(index => IsImport(code, index), -1) is not (>= 0 and var import))
        {
            return;
        }

        var name = code.IsName(import - 1) && code[import - 1] != "import" ? code[import - 1] : "cron";
        if (code[import - 1] == "." || name == "_")
        {
            rewrite.Decline(import, "A package imported without a name isn't changed by this recipe.");
            return;
        }

        if (rewrite.Indices.FirstOrDefault(index => IsBound(code, index, name), -1) is >= 0 and var bound)
        {
            rewrite.Decline(bound, $"'{name}' is a variable, too, so that its uses can't be told apart.");
            return;
        }

        foreach (var index in rewrite.Indices)
        {
            if (code.Has(index, name, ".") && code[index - 1] != ".")
            {
                ChangeFunction(rewrite, index, name);
            }
            else if (code[index] == "." && code[index + 1] is "AddFunc" or "AddJob" && code[index + 2] == "(")
            {
                ChangeAddition(rewrite, index);
            }
            else if (code.Has(index, ".", "ErrorLog"))
            {
                rewrite.Decline(index, "'ErrorLog' became an option, and takes another kind of log.");
            }
        }
    }

    private static void ChangeFunction(TokenRewrite rewrite, int index, string name)
    {
        var code = rewrite.Code;
        switch (code[index + 2])
        {
            case "New" when code.Has(index + 3, "(", ")"):
                rewrite.Replace(index + 2, index + 4, $"New({Options(name)})");
                break;
            case "NewWithLocation" when code[index + 3] == "(":
                rewrite.Replace(index + 2, index + 3, $"New({name}.WithLocation(");
                rewrite.Replace(code.Partner(index + 3), $"), {Options(name)})");
                break;
            case "Parse" when code[index + 3] == "(":
                rewrite.Replace(index + 2, $"{Parser(name)[(name.Length + 1)..]}.Parse");
                break;
            case "Entry" when code[index - 1] == "*":
                rewrite.Decline(index, "'Entries' gives entries instead of pointers to them.");
                break;
            default:
                break;
        }
    }

    /// <summary><c>err := c.AddFunc(…)</c> becomes <c>_, err := c.AddFunc(…)</c>; as a statement of its own it stays.</summary>
    private static void ChangeAddition(TokenRewrite rewrite, int dot)
    {
        var code = rewrite.Code;
        var receiver = dot - 1;
        while (code.IsName(receiver) && code[receiver - 1] == ".")
        {
            receiver -= 2;
        }

        var isStatement = code.IsName(receiver) && (IsFirstOfLine(code, receiver) || code[receiver - 1] is ";" or "{" or "go" or "defer");
        if (isStatement && code[receiver] is not "return")
        {
            return;
        }

        var assign = receiver - 1;
        var target = code.Has(assign - 1, ":", "=") ? assign - 2 : assign - 1;
        var first = target;
        while (code.IsName(first) && code[first - 1] == ".")
        {
            first -= 2;
        }

        if (code.IsName(receiver) && code[assign] == "=" && code[first - 1] == ",")
        {
            return;
        }

        var isPlain = IsFirstOfLine(code, first) || code[first - 1] is ";" or "{" or "if" or "var" or "switch";
        if (code.IsName(receiver) && code[assign] == "=" && code.IsName(first) && isPlain)
        {
            rewrite.InsertBefore(first, "_, ");
        }
        else
        {
            rewrite.Decline(dot, $"'{code[dot + 1]}' gives an id and an error, and what is made of them here isn't changed by this recipe.");
        }
    }

    private static bool IsFirstOfLine(Code code, int index) => code.FirstOfLine(index) == index;

    private static bool IsImport(Code code, int index) =>
        code.Tokens[index].Kind == TokenKind.Text && code[index].Trim('"', '`') is Path or Path + "/v3";

    private static bool IsBound(Code code, int index, string name) =>
        code[index] == name && code.IsName(index) && code[index - 1] != "."
        && (code.Has(index + 1, ":", "=") || code[index - 1] is "var" or "func" || code[index + 1] is "*" or "," || (code.IsName(index + 1) && code[index - 1] is "(" or ","));

    private static string Parser(string name) =>
        $"{name}.NewParser({string.Join(" | ", Fields.Select(option => $"{name}.{option}"))})";

    private static string Options(string name) => $"{name}.WithParser({Parser(name)}), {name}.WithChain({name}.Recover({name}.DefaultLogger))";
}
