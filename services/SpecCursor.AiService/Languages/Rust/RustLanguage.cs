namespace SpecCursor.AiService.Languages.Rust;

/// <summary>Rust.</summary>
internal sealed class RustLanguage : Language
{
    private static readonly HashSet<string> Harmless = Words(
        "std core alloc self super crate str u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 char bool hash_map btree_map fmt iter mem cmp ops "
        + "convert collections borrow rc sync time string vec option result error num hash cell marker default slice ascii");

    /// <inheritdoc />
    public override IReadOnlySet<string> Extensions { get; } = Words(".rs");

    /// <inheritdoc />
    public override IReadOnlySet<string> Assertions { get; } = Words("assert assert_eq assert_ne debug_assert debug_assert_eq debug_assert_ne");

    /// <inheritdoc />
    protected override IReadOnlySet<string> Subversive { get; } = Words(
        "fs net process env os ffi unsafe exit abort Command transmute catch_unwind set_hook take_hook include include_str include_bytes option_env cfg cfg_attr "
        + "macro_rules asm global_asm no_mangle link link_section export_name panic_handler global_allocator File OpenOptions TcpStream TcpListener UdpSocket "
        + "proc_macro ctor from_raw_parts libc");

    /// <summary>
    /// Of the subversive names those of the standard library's modules. A module is reached by a path (<c>env::var</c>) or taken into scope by <c>use</c>, and
    /// by nothing else (Rust reference, "Paths", "Use declarations"): it is no value, has no type, and is handed on to nobody.
    /// </summary>
    private static readonly HashSet<string> Modules = Words("fs net process env os ffi");

    /// <inheritdoc />
    public override Code Read(string path, string text)
    {
        var reader = new RustReader(text);
        return new Code(path, text, reader.Read(), reader.Problem);
    }

    /// <summary>The crates that paths begin with. What a file declares or takes into scope itself is no crate.</summary>
    public override IEnumerable<string> Imports(Code code)
    {
        var local = Local(code).ToHashSet(StringComparer.Ordinal);
        for (var index = 0; index < code.Tokens.Count; index++)
        {
            var isRoot = code.IsName(index) && !code.Has(index - 2, ":", ":") && char.IsAsciiLetterLower(code[index][0]);
            var isAsked = code.Has(index + 1, ":", ":") && !local.Contains(code[index]);
            var isTaken = code[index - 1] is "use" or "crate" && code[index + 1] is ";" or "as";
            if (isRoot && (isAsked || isTaken))
            {
                yield return code[index];
            }
            else if (code.IsName(index) && code.Has(index - 2, ":", ":") && !code.IsName(index - 3) && code[index - 3] != ">")
            {
                yield return code[index];
            }
        }
    }

    /// <inheritdoc />
    public override bool IsHarmless(string module) => Harmless.Contains(module);

    /// <inheritdoc />
    public override bool IsOwn(string package, string module) => module == package.Replace('-', '_');

    /// <inheritdoc />
    public override IEnumerable<string> Subversions(Code code)
    {
        foreach (var subversion in base.Subversions(code))
        {
            yield return subversion;
        }

        for (var index = 0; index < code.Tokens.Count; index++)
        {
            if (code.Has(index, "[", "path", "="))
            {
                yield return "take a module from another file";
            }
        }
    }

    /// <summary>Items under an attribute that speaks of tests, and the examples in documentation, which are run as tests.</summary>
    public override IReadOnlyList<string> Tests(Code code, bool isTest)
    {
        if (isTest || IsWholeTest(code))
        {
            return [Said(code), .. Examples(code)];
        }

        List<string> tests = [];
        var depth = 0;
        for (var index = 0; index < code.Tokens.Count; index++)
        {
            if (IsTestAttribute(code, index) || code.Has(index, "proptest", "!"))
            {
                var (start, end) = ItemAround(code, index);
                tests.Add($"{depth}:{Said(code, code.Tokens[start].Start, code.Tokens[end].End)}");
                index = end;
                continue;
            }

            depth += code[index] is "(" or "[" or "{" && code.Tokens[index].Kind == TokenKind.Mark ? 1 : code[index] is ")" or "]" or "}" && code.Tokens[index].Kind == TokenKind.Mark ? -1 : 0;
        }

        return [.. tests, .. Examples(code)];
    }

    private static bool IsWholeTest(Code code) =>
        code.Tokens.Select((_, index) => index).Any(index => code.Has(index, "#", "!", "[", "cfg", "(", "test", ")"));

    private static bool IsTestAttribute(Code code, int index)
    {
        if (!code.Has(index, "#", "[") || code.Partner(index + 1) is not (> 0 and var end))
        {
            return false;
        }

        for (var inside = index + 2; inside < end; inside++)
        {
            if (code.IsName(inside) && (code[inside].Contains("test", StringComparison.Ordinal) || code[inside] is "bench" or "ignore" or "should_panic"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The item with all of its attributes, up to the end of its body or to its semicolon.</summary>
    private static (int Start, int End) ItemAround(Code code, int index)
    {
        var start = index;
        while (code[start - 1] == "]" && code.Partner(start - 1) is > 0 and var open && code[open - 1] == "#")
        {
            start = open - 1;
        }

        var end = index;
        while (end < code.Tokens.Count - 1 && !(code[end] == ";" && code.Tokens[end].Kind == TokenKind.Mark))
        {
            if (code[end] is "(" or "[" or "{" && code.Partner(end) > end)
            {
                var isBody = code[end] == "{";
                end = code.Partner(end);
                if (isBody)
                {
                    break;
                }
            }

            end++;
        }

        return (start, Math.Min(end, code.Tokens.Count - 1));
    }

    /// <summary>Documentation with a block of code; what it says counts with its layout.</summary>
    private static IEnumerable<string> Examples(Code code)
    {
        var documentation = string.Join('\n', code.All.Where(token => token.Kind == TokenKind.Comment && IsDocumentation(token.Value)).Select(token => token.Value));
        return documentation.Contains("```", StringComparison.Ordinal) || documentation.Contains("~~~", StringComparison.Ordinal) ? [documentation] : [];
    }

    private static bool IsDocumentation(string comment) =>
        comment.StartsWith("///", StringComparison.Ordinal) || comment.StartsWith("//!", StringComparison.Ordinal)
        || comment.StartsWith("/**", StringComparison.Ordinal) || comment.StartsWith("/*!", StringComparison.Ordinal);

    /// <summary>
    /// Variables, parameters, fields and methods that are called as a module is, where nobody can make a path of them: not in a <c>use</c>, in an attribute, or in
    /// what a macro is given, which may make of it what it likes.
    /// </summary>
    protected override IReadOnlySet<int> MereNames(Code code)
    {
        var names = new HashSet<int>();
        var around = new Stack<bool>();
        var (isQuoted, isUse) = (false, false);
        for (var index = 0; index < code.Tokens.Count; index++)
        {
            if (code.IsName(index))
            {
                isUse |= code[index] == "use";
                if (!isQuoted && !isUse && Modules.Contains(code[index]) && !IsPath(code, index))
                {
                    names.Add(index);
                }
            }
            else if (code.Tokens[index].Kind == TokenKind.Mark && code[index] is "(" or "[" or "{")
            {
                around.Push(isQuoted);
                isQuoted |= IsQuoting(code, index);
            }
            else if (code.Tokens[index].Kind == TokenKind.Mark && code[index] is ")" or "]" or "}")
            {
                isQuoted = around.TryPop(out var outside) && outside;
            }
            else if (code[index] == ";")
            {
                isUse = false;
            }
        }

        return names;
    }

    private static bool IsPath(Code code, int index) =>
        code.Has(index + 1, ":", ":") || code.Has(index - 2, ":", ":") || (code.Has(index + 1, "!") && !code.Has(index + 1, "!", "="))
        || code[index - 1] is "mod" or "crate";

    /// <summary>Whether a bracket opens an attribute, what a macro is given, or what it is.</summary>
    private static bool IsQuoting(Code code, int index) => code[index - 1] switch
    {
        "#" => true,
        "!" => code.IsName(index - 2) || code[index - 2] == "#",
        _ => code.Has(index - 3, "macro_rules", "!"),
    };

    /// <summary>Modules of the file, and what its imports bring into scope.</summary>
    private static IEnumerable<string> Local(Code code)
    {
        for (var index = 0; index < code.Tokens.Count; index++)
        {
            if (code[index] == "mod" && code.IsName(index + 1))
            {
                yield return code[index + 1];
            }

            // Another 'use' says what follows by itself; looking at it from here, too, would take long where there are thousands.
            for (var taken = code[index] == "use" ? index + 1 : code.Tokens.Count; taken < code.Tokens.Count && code[taken] is not (";" or "use"); taken++)
            {
                if (code.IsName(taken) && code[taken - 1] is ":" or "{" or "," or "as" && code[taken + 1] is ";" or "," or "}")
                {
                    yield return code[taken];
                }
            }
        }
    }
}
