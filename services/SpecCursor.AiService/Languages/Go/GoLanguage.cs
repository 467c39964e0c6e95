using System.Text.RegularExpressions;

namespace SpecCursor.AiService.Languages.Go;

/// <summary>Go.</summary>
internal sealed partial class GoLanguage : Language
{
    private static readonly HashSet<string> Harmless = Words("bytes context errors fmt math sort strconv strings sync time unicode unicode/utf8");

    /// <inheritdoc />
    public override IReadOnlySet<string> Extensions { get; } = Words(".go");

    /// <inheritdoc />
    public override IReadOnlySet<string> Assertions { get; } = Words("panic");

    /// <inheritdoc />
    protected override bool AreLinesSaid => true;

    /// <inheritdoc />
    protected override IReadOnlySet<string> Subversive { get; } = Words(
        "os exec syscall unsafe reflect plugin net http Exit Goexit Getenv LookupEnv Setenv Environ Args recover testing runtime init ioutil embed Fatal Fatalf Fatalln "
        + "TestMain NumGoroutine Caller Callers C");

    /// <inheritdoc />
    public override Code Read(string path, string text)
    {
        var reader = new GoReader(text);
        return new Code(path, text, reader.Read(), reader.Problem);
    }

    /// <inheritdoc />
    public override IEnumerable<string> Imports(Code code)
    {
        for (var index = 0; index < code.Tokens.Count; index++)
        {
            if (code[index] != "import" || !code.IsName(index))
            {
                continue;
            }

            var end = code[index + 1] == "(" ? code.Partner(index + 1) : index + 3;
            for (var inside = index + 1; inside < Math.Min(end, code.Tokens.Count); inside++)
            {
                if (code.Tokens[inside].Kind == TokenKind.Text)
                {
                    yield return code[inside].Trim('"', '`');
                }
            }
        }
    }

    /// <inheritdoc />
    public override bool IsHarmless(string module) => Harmless.Contains(module);

    /// <summary>Each major of a module is the module.</summary>
    public override bool IsOwn(string package, string module)
    {
        var root = MajorPattern().Replace(package, string.Empty);
        return module == root || module.StartsWith(root + "/", StringComparison.Ordinal);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Tests(Code code, bool isTest) => isTest ? [Said(code)] : [];

    [GeneratedRegex(@"/v[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex MajorPattern();
}
