using System.Diagnostics;
using System.Text.Json;
using SpecCursor.AiService.Languages;

namespace SpecCursor.AiService.Tests.Languages;

/// <summary>How source is read as tokens.</summary>
public sealed class CodeLanguageTests
{
    private const int Texts = 400;
    private const string Alphabet = "ab_r#'\"`\\/*\n \t{}[]()<>.,:;=1é🦀b'f\"\"\"'''$@!x";

    public static TheoryData<string> Paths => ["a.rs", "a.py", "a.go", "a.cs"];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Any_text_is_read_whole_and_in_order(string path)
    {
        var language = CodeLanguages.Of(path)!;
        for (var seed = 0; seed < Texts; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(120)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            var code = language.Read(text);

            var position = 0;
            foreach (var token in code.Tokens.Concat(code.Comments).OrderBy(token => token.Start))
            {
                Assert.True(token.Start >= position && token.End > token.Start && token.End <= text.Length, $"seed {seed}");
                Assert.True(path == "a.cs" || string.IsNullOrWhiteSpace(text[position..token.Start]), $"seed {seed}");
                position = token.End;
            }

            Assert.True(path == "a.cs" || string.IsNullOrWhiteSpace(text[position..]), $"seed {seed}");
            _ = language.Imports(code).Count() + language.Subversions(code).Count() + language.TestsIn(code).Count();
            _ = (language.IsTest(code), language.WhyBroken(code));
        }
    }

    [Theory]
    [InlineData("a.rs", "let a = 'b'; let c: &'static str = r##\"d\"#\"##; b'e' br\"f\\\" r#type /* g /* h */ i */ // j", "'b'|r##\"d\"#\"##|b'e'|br\"f\\\"")]
    [InlineData("a.rs", "'\\'' '\\u{1F980}' '🦀' \"a\\\"\nb\" 'life: loop {}", "'\\''|'\\u{1F980}'|'🦀'|\"a\\\"\nb\"")]
    [InlineData("a.go", "`a\\` \"b\\\"\" '\\'' /* \"c\" */ // `d`\n\"e\"", "`a\\`|\"b\\\"\"|'\\''|\"e\"")]
    [InlineData("a.py", "'''a\n'b''' rb'c\\'' f\"d\" u'' # 'e'\n\"\"\"f\"\"\" 'g", "'''a\n'b'''|rb'c\\''|f\"d\"|u''|\"\"\"f\"\"\"|'g")]
    [InlineData("a.cs", "var a = @\"b\"\"c\" + \"d\\\"\" + 'e' + \"\"\"f \"g\" \"\"\"; // \"h\"", "@\"b\"\"c\"|\"d\\\"\"|'e'|\"\"\"f \"g\" \"\"\"")]
    public void Strings_are_found_and_nothing_else(string path, string text, string expected)
    {
        var code = CodeLanguages.Of(path)!.Read(text);

        Assert.Equal(expected.Split('|'), code.Tokens.Where(token => token.Kind == CodeTokenKind.Text).Select(code.Of));
    }

    [Theory]
    [InlineData("a.rs", "use std::{fmt, io::Read}; use ::serde::de; extern crate rand; use crate::a; pub use super::b;", "std std::fmt std::io serde rand crate super")]
    [InlineData("a.py", "import a.b as c, d\nfrom e.f import g\nfrom . import h\nif x: import i\ny = 'import j'\n", "a d e i")]
    [InlineData("a.go", "package a\nimport \"b/c\"\nimport (\n\td \"e\"\n\t`f`\n)\nvar x = \"g\"", "b/c e f")]
    [InlineData("a.cs", "global using A; using B.C; using static D.E; using F = G.H; class X { void Y() { using var z = W(); } }", "A B.C D.E G.H")]
    public void What_is_loaded_is_found(string path, string text, string expected)
    {
        var language = CodeLanguages.Of(path)!;

        Assert.Equal(expected.Split(' '), language.Imports(language.Read(text)));
    }

    /// <summary>Against Python's own tokenizer, on the library that comes with it.</summary>
    [Fact]
    public async Task Strings_and_comments_are_those_that_python_finds()
    {
        const string Script = """
            import glob, io, json, os, random, sys, tokenize
            files = sorted(glob.glob(os.path.join(os.path.dirname(os.__file__), '*.py')))
            random.Random(7).shuffle(files)
            for path in files[:60]:
                with open(path, encoding='utf-8') as file:
                    text = file.read()
                kinds = {tokenize.STRING: 's', tokenize.COMMENT: 'c'}
                found = [kinds[t.type] + t.string for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type in kinds]
                print(json.dumps({'path': path, 'found': found}))
            """;
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-I", "-c", Script]) { RedirectStandardOutput = true })!;
        var language = CodeLanguages.Of("a.py")!;
        var files = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            using var answer = JsonDocument.Parse(line);
            var code = language.Read((await File.ReadAllTextAsync(answer.RootElement.GetProperty("path").GetString()!)).ReplaceLineEndings("\n"));
            var found = code.Tokens.Where(token => token.Kind == CodeTokenKind.Text).Select(token => (token, Kind: "s"))
                .Concat(code.Comments.Select(token => (token, Kind: "c"))).OrderBy(pair => pair.token.Start).Select(pair => pair.Kind + code.Of(pair.token));
            Assert.Equal(answer.RootElement.GetProperty("found").EnumerateArray().Select(one => one.GetString()!), found);
            files++;
        }

        await process.WaitForExitAsync();
        Assert.Equal((0, 60), (process.ExitCode, files));
    }
}
