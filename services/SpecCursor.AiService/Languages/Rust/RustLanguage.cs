namespace SpecCursor.AiService.Languages.Rust;

/// <summary>Rust. Its unit tests stand in the files that they test.</summary>
internal sealed class RustLanguage : ICodeLanguage
{
    private static readonly RustTokens Reader = new();

    private static readonly HashSet<string> Subversive = new(StringComparer.Ordinal)
    {
        "process", "exit", "abort", "env", "option_env", "fs", "net", "Command", "unsafe", "extern", "asm", "global_asm", "include", "include_str", "include_bytes", "no_mangle", "transmute",
        "macro_rules", "catch_unwind", "set_hook", "ignore", "should_panic", "cfg", "cfg_attr", "path",
    };

    private static readonly HashSet<string> HarmlessOfStd = new(StringComparer.Ordinal)
    {
        "std", "core", "alloc", "borrow", "boxed", "cell", "char", "clone", "cmp", "collections", "convert", "default", "error", "fmt", "hash", "iter", "marker", "mem", "num", "ops", "option", "rc",
        "result", "slice", "str", "string", "sync", "time", "vec",
    };

    public string Extension => ".rs";

    public CodeText Read(string text) => new(text, Reader.Read(text));

    public string? WhyBroken(CodeText code) => code.WhyUnbalanced();

    /// <summary>The crates of <c>use</c> and <c>extern crate</c>; of the standard library the modules.</summary>
    public IEnumerable<string> Imports(CodeText code)
    {
        for (var i = 0; i < code.Tokens.Count; i++)
        {
            var first = code.Is(i, "use") ? i + 1 : code.AreAt(i, "extern", "crate") ? i + 2 : -1;
            if (first < 0)
            {
                continue;
            }

            var start = code.AreAt(first, ":", ":") ? first + 2 : first;
            if (!code.IsWord(start))
            {
                continue;
            }

            var crate = code.Of(code.Tokens[start]);
            yield return crate;
            if (crate is "std" or "core" or "alloc")
            {
                for (var part = start + 1; part < code.Tokens.Count && !code.Is(part, ";"); part++)
                {
                    var isModule = code.IsWord(part) && (code.AreAt(part + 1, ":", ":") || char.IsLower(code.Text[code.Tokens[part].Start]));
                    if (isModule)
                    {
                        yield return $"std::{code.Of(code.Tokens[part])}";
                    }
                }
            }
        }
    }

    public bool IsHarmless(string import, string package) =>
        import is "crate" or "self" or "super"
        || import == package.Replace('-', '_')
        || HarmlessOfStd.Contains(import.StartsWith("std::", StringComparison.Ordinal) ? import["std::".Length..] : import);

    public IEnumerable<string> Subversions(CodeText code) => CodeWords.In(code, Subversive, Subversive);

    public bool IsTest(CodeText code) => false;

    /// <summary>Items behind an attribute that has the word <c>test</c> in it, and examples in the documentation, which are tests, too.</summary>
    public IEnumerable<string> TestsIn(CodeText code)
    {
        for (var i = 0; i < code.Tokens.Count; i++)
        {
            if (code.AreAt(i, "#", "[") && code.ClosingOf(i + 1) is var end && Enumerable.Range(i, end - i).Any(index => code.Is(index, "test")))
            {
                var last = ItemEnd(code, end + 1);
                yield return CodeWords.Join(code, i, last);
                i = last;
            }
        }

        foreach (var comment in code.Comments.Select(code.Of).Where(comment => comment.StartsWith("///", StringComparison.Ordinal) || comment.StartsWith("//!", StringComparison.Ordinal)))
        {
            yield return comment;
        }
    }

    private static int ItemEnd(CodeText code, int start)
    {
        for (var i = start; i < code.Tokens.Count; i++)
        {
            if (code.Is(i, ";"))
            {
                return i;
            }

            if (code.Is(i, "{"))
            {
                return code.ClosingOf(i);
            }

            if (code.Is(i, "(") || code.Is(i, "["))
            {
                i = code.ClosingOf(i);
            }
        }

        return code.Tokens.Count - 1;
    }
}
