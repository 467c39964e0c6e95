using System.Text.RegularExpressions;

namespace SpecCursor.AiService.Languages.Go;

/// <summary>Go. Its tests are files by name.</summary>
internal sealed partial class GoLanguage : ICodeLanguage
{
    private static readonly GoTokens Reader = new();

    private static readonly HashSet<string> Anywhere = new(StringComparer.Ordinal)
    {
        "Exit", "Getenv", "LookupEnv", "Setenv", "exec", "syscall", "unsafe", "plugin", "Skip", "SkipNow", "Skipf", "Goexit",
    };

    private static readonly HashSet<string> Alone = new(StringComparer.Ordinal) { "os", "recover", "reflect" };

    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "bytes", "context", "errors", "fmt", "math", "sort", "strconv", "strings", "sync", "time", "unicode", "unicode/utf8", "regexp", "encoding/json", "maps", "slices", "cmp",
    };

    public string Extension => ".go";

    public CodeText Read(string text) => new(text, Reader.Read(text));

    public string? WhyBroken(CodeText code) => code.WhyUnbalanced();

    /// <summary>The paths of <c>import</c>.</summary>
    public IEnumerable<string> Imports(CodeText code)
    {
        for (var i = 0; i < code.Tokens.Count; i++)
        {
            if (!code.Is(i, "import"))
            {
                continue;
            }

            var last = code.Is(i + 1, "(") ? code.ClosingOf(i + 1) : Math.Min(i + 2, code.Tokens.Count - 1);
            for (var part = i + 1; part <= last; part++)
            {
                if (code.Tokens[part].Kind == CodeTokenKind.Text)
                {
                    yield return code.Of(code.Tokens[part]).Trim('"', '`');
                }
            }
        }
    }

    /// <summary>The package itself, at whatever major version.</summary>
    public bool IsHarmless(string import, string package)
    {
        var module = MajorSuffix().Replace(package, string.Empty);
        return Harmless.Contains(import) || import == module || import.StartsWith(module + "/", StringComparison.Ordinal);
    }

    /// <summary>Directives are comments: they choose which files are built, and how.</summary>
    public IEnumerable<string> Subversions(CodeText code) => CodeWords.In(code, Anywhere, Alone).Concat(
        code.Comments.Select(code.Of)
            .Where(comment => comment.StartsWith("//go:", StringComparison.Ordinal) || comment.StartsWith("//line ", StringComparison.Ordinal) || comment.Contains("+build", StringComparison.Ordinal))
            .Select(_ => "give the compiler a directive"));

    public bool IsTest(CodeText code) => Imports(code).Contains("testing");

    public IEnumerable<string> TestsIn(CodeText code) => [];

    [GeneratedRegex(@"/v[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex MajorSuffix();
}
