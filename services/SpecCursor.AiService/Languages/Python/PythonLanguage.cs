using System.Text.RegularExpressions;

namespace SpecCursor.AiService.Languages.Python;

/// <summary>Python.</summary>
internal sealed partial class PythonLanguage : Language
{
    private static readonly HashSet<string> Harmless = Words(
        "__future__ abc collections copy dataclasses datetime decimal enum fractions functools itertools json math numbers operator re string textwrap time types typing "
        + "typing_extensions uuid");

    private static readonly HashSet<string> PlainDunders = Words("__init__ __name__ __all__ __future__ __version__ __main__ __str__ __repr__ __doc__");

    /// <inheritdoc />
    public override IReadOnlySet<string> Extensions { get; } = Words(".py .pyi");

    /// <inheritdoc />
    public override IReadOnlySet<string> Assertions { get; } = Words("assert");

    /// <inheritdoc />
    protected override bool AreLinesSaid => true;

    /// <inheritdoc />
    protected override IReadOnlySet<string> Subversive { get; } = Words(
        "exec eval compile importlib import_module exit quit _exit environ getenv putenv getattr setattr delattr globals locals vars builtins subprocess system popen Popen "
        + "fork kill abort argv modules _getframe settrace setprofile ctypes cffi socket urllib requests http open read_text write_text read_bytes write_bytes unlink "
        + "SystemExit KeyboardInterrupt suppress atexit inspect marshal pickle gc monkeypatch mock patch pytest unittest doctest os sys shutil signal breakpoint input");

    /// <inheritdoc />
    public override Code Read(string path, string text)
    {
        var reader = new PythonReader(text);
        return new Code(path, text, reader.Read(), reader.Problem);
    }

    /// <summary>The first names of modules; what a package takes from itself by dots is none.</summary>
    public override IEnumerable<string> Imports(Code code)
    {
        for (var index = 0; index < code.Tokens.Count; index++)
        {
            if (code[index] != "import" || !code.IsName(index))
            {
                continue;
            }

            var from = index - 1;
            while (index - from < 100 && code[from] != "from" && (code[from] == "." || (code.IsName(from) && code[from + 1] is "." or "import")))
            {
                from--;
            }

            if (code[from] == "from" && from < index - 1)
            {
                if (code.IsName(from + 1))
                {
                    yield return code[from + 1];
                }

                continue;
            }

            for (var name = index + 1; code.IsName(name); name++)
            {
                yield return code[name];
                while (code[name + 1] == "." || code[name + 1] == "as")
                {
                    name += 2;
                }

                if (code[++name] != ",")
                {
                    break;
                }
            }
        }
    }

    /// <inheritdoc />
    public override bool IsHarmless(string module) => Harmless.Contains(module);

    /// <inheritdoc />
    public override bool IsOwn(string package, string module) => Folded(package) == Folded(module);

    /// <inheritdoc />
    public override IEnumerable<string> Subversions(Code code)
    {
        var inTexts = code.Tokens.Where(token => token.Kind == TokenKind.Text && FormattedPattern().IsMatch(token.Value))
            .SelectMany(token => WordPattern().Matches(token.Value)).Select(match => match.Value).Where(name => Subversive.Contains(name) || IsSpecial(name));
        var special = code.Names.Where(IsSpecial);
        return base.Subversions(code).Concat(inTexts.Concat(special).Select(name => $"use '{name}'")).Concat(SwallowedErrors(code));
    }

    /// <summary>A file with test functions or classes is a test; elsewhere the examples in documentation are.</summary>
    public override IReadOnlyList<string> Tests(Code code, bool isTest) => isTest || IsTest(code)
        ? [Said(code)]
        : [.. code.Tokens.Where(token => token.Kind == TokenKind.Text && token.Value.Contains(">>>", StringComparison.Ordinal)).Select(token => token.Value)];

    /// <summary>Either quote says the same around a plain text.</summary>
    protected override string Plain(CodeToken token) =>
        token.Kind == TokenKind.Text && token.Value is ['\'', .. var plain, '\''] && plain.AsSpan().IndexOfAny("'\"\\") < 0 ? $"\"{plain}\"" : token.Value;

    private static bool IsTest(Code code)
    {
        for (var index = 0; index < code.Tokens.Count; index++)
        {
            if ((code[index] == "def" && code[index + 1].StartsWith("test", StringComparison.Ordinal))
                || (code[index] == "class" && (code[index + 1].StartsWith("Test", StringComparison.Ordinal) || code[index + 1].EndsWith("TestCase", StringComparison.Ordinal)))
                || (code[index] == "import" && code[index + 1] is "pytest" or "unittest"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSpecial(string name) =>
        (name.StartsWith("__", StringComparison.Ordinal) && name.EndsWith("__", StringComparison.Ordinal) && !PlainDunders.Contains(name))
        || name.StartsWith("pytest_", StringComparison.Ordinal);

    private static IEnumerable<string> SwallowedErrors(Code code)
    {
        for (var index = 0; index < code.Tokens.Count; index++)
        {
            if (code[index] != "except" || !code.IsName(index))
            {
                continue;
            }

            var body = index + 1;
            while (body < code.Tokens.Count && code[body] != ":")
            {
                body = code.Partner(body) > body ? code.Partner(body) + 1 : body + 1;
            }

            if (code[body + 1] is "pass" or "continue" || code.Has(body + 1, ".", ".", "."))
            {
                yield return "swallow an error";
            }
        }
    }

    private static string Folded(string name) => name.Replace('-', '_').Replace('.', '_').ToLowerInvariant();

    [GeneratedRegex(@"\A[rRbBuU]?[fFtT]", RegexOptions.CultureInvariant)]
    private static partial Regex FormattedPattern();

    [GeneratedRegex(@"[A-Za-z_]\w*", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern();
}
