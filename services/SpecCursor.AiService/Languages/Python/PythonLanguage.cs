namespace SpecCursor.AiService.Languages.Python;

/// <summary>Python.</summary>
internal sealed class PythonLanguage : ICodeLanguage
{
    private static readonly PythonTokens Reader = new();

    private static readonly HashSet<string> Anywhere = new(StringComparer.Ordinal)
    {
        "__import__", "__builtins__", "__subclasses__", "__globals__", "importlib", "subprocess", "ctypes", "socket", "environ", "getenv", "_exit", "atexit", "monkeypatch", "skip", "skipIf",
        "skipUnless", "skipTest", "SkipTest", "xfail", "expectedFailure", "importorskip",
    };

    private static readonly HashSet<string> Alone = new(StringComparer.Ordinal)
    {
        "exec", "eval", "compile", "globals", "locals", "vars", "open", "exit", "quit", "setattr", "delattr", "input", "breakpoint",
    };

    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "__future__", "abc", "collections", "contextlib", "copy", "dataclasses", "datetime", "decimal", "enum", "fractions", "functools", "itertools", "json", "math", "numbers", "operator", "re", "statistics",
        "string", "textwrap", "types", "typing", "unicodedata", "warnings",
    };

    public string Extension => ".py";

    public CodeText Read(string text) => new(text, Reader.Read(text));

    public string? WhyBroken(CodeText code) => code.WhyUnbalanced();

    /// <summary>The first part of every module's name; modules beside the file excepted.</summary>
    public IEnumerable<string> Imports(CodeText code)
    {
        for (var i = 0; i < code.Tokens.Count; i++)
        {
            if (!IsStatement(code, i) || !code.IsWord(i + 1))
            {
                continue;
            }

            if (code.Is(i, "from"))
            {
                yield return code.Of(code.Tokens[i + 1]);
            }
            else if (code.Is(i, "import"))
            {
                yield return code.Of(code.Tokens[i + 1]);
                for (var next = i + 2; next + 1 < code.Tokens.Count && !code.IsFirstInLine(code.Tokens[next]) && !code.Is(next, ";"); next++)
                {
                    if (code.Is(next, ",") && code.IsWord(next + 1))
                    {
                        yield return code.Of(code.Tokens[next + 1]);
                    }
                }
            }
        }
    }

    public bool IsHarmless(string import, string package) =>
        Harmless.Contains(import) || import.Equals(package.Replace('-', '_'), StringComparison.OrdinalIgnoreCase);

    public IEnumerable<string> Subversions(CodeText code) => CodeWords.In(code, Anywhere, Alone);

    /// <summary>What loads a library of tests, or has functions or classes that one would find.</summary>
    public bool IsTest(CodeText code) =>
        Imports(code).Any(import => import is "unittest" or "pytest" or "doctest" or "nose" or "hypothesis")
        || Enumerable.Range(0, code.Tokens.Count).Any(i =>
            (code.Is(i, "def") && code.IsWord(i + 1) && code.Of(code.Tokens[i + 1]).StartsWith("test", StringComparison.Ordinal))
            || (code.Is(i, "class") && code.IsWord(i + 1) && code.Of(code.Tokens[i + 1]).StartsWith("Test", StringComparison.Ordinal)));

    /// <summary>Examples in documentation, which <c>doctest</c> runs.</summary>
    public IEnumerable<string> TestsIn(CodeText code) => code.Tokens.Select(code.Of).Where(text => text.Contains(">>>", StringComparison.Ordinal));

    private static bool IsStatement(CodeText code, int index) =>
        (code.Is(index, "import") || code.Is(index, "from")) && (code.Is(index - 1, ";") || code.Is(index - 1, ":") || code.IsFirstInLine(code.Tokens[index]));
}
