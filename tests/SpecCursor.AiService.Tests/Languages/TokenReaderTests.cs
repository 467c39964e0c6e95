using System.Text;
using SpecCursor.AiService.Languages;
using SpecCursor.Testing;

namespace SpecCursor.AiService.Tests.Languages;

public sealed class TokenReaderTests
{
    /// <summary>What each language can be made of, in pieces that a reader may take for something else.</summary>
    private static readonly string[] Pieces =
    [
        "name", " ", "\n", "\r\n", "\t", "'", "\"", "'a'", "'\\''", "'static", "\"text\"", "\"\"\"", "'''", "`", "r\"", "r#\"", "\"#", "r#name", "br##\"", "b'x'", "f'", "f\"{", "}\"", "rb'",
        "$\"{", "$$\"\"\"{{", "@\"", "/*", "*/", "//", "///", "#", "# coding: x\n", "#if X\n", "#endif\n", "{", "}", "{{", "}}", "(", ")", "[", "]", "\\", "\\\n", "0x1f", "1.5e-3", "1..2", ":", "::", ":=",
        "import", "use", "using", "é", "\U0001F600", "\uFEFF", "\0", "\uD800", "!", "&", "<", ">", ";", ",", ".", "?", "=", "@", "//go:build x\n",
    ];

    public static TheoryData<string> Extensions => [".rs", ".py", ".go", ".cs"];

    [Theory]
    [MemberData(nameof(Extensions))]
    public void Tokens_give_back_every_text(string extension)
    {
        var random = new Random(20261128);
        for (var round = 0; round < 1500; round++)
        {
            var text = new StringBuilder();
            for (var count = random.Next(60); count > 0; count--)
            {
                text.Append(Pieces[random.Next(Pieces.Length)]);
            }

            AssertIsWhole(Read(extension, text.ToString()));
        }
    }

    [Fact]
    public void Tokens_give_back_the_sources_of_this_service()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "services", "SpecCursor.AiService"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)).ToList();

        Assert.True(files.Count > 100);
        Assert.All(files, path =>
        {
            var code = Read(".cs", File.ReadAllText(path));
            AssertIsWhole(code);
            Assert.Null(code.Problem);
        });
    }

    [Theory]
    [InlineData(".rs", "let a = r#\"a \" // b\"#; 'x' 'static /* /* */ */ b", "let a = TEXT ; TEXT 'static b")]
    [InlineData(".rs", "b'\\'' r#type br\"\\\" '\\u{41}' '\U0001F600' 'a: loop", "TEXT type TEXT TEXT TEXT 'a : loop")]
    [InlineData(".go", "a := `x\n\"` + \"\\\"\" + '\\'' // c\n/* d */ b", "a : = TEXT + TEXT + TEXT b")]
    [InlineData(".py", "a = '''x\n\"''' + 'y' # c\nb", "a = TEXT + TEXT b")]
    [InlineData(".py", "f'{x!r:>{width}} {{}} {d['k']}' + y", "TEXT + y")]
    [InlineData(".py", "f\"{'#' + exit()}\" + y", "TEXT + y")]
    [InlineData(".py", "f\"{x:'>10}\" + y", "TEXT + y")]
    [InlineData(".py", "f\"{ \"#\" + x }\" + y", "TEXT + y")]
    [InlineData(".cs", "var @class = @\"a\"\"b\" + \"\"\"x \" y\"\"\"; // c", "var class = TEXT + TEXT ;")]
    [InlineData(".cs", "var a = $\"x{b}y\";", "var a = TEXT TEXT { b } TEXT TEXT ;")]
    public void Texts_comments_and_names_are_told_apart(string extension, string text, string expected)
    {
        var tokens = Read(extension, text).Tokens.Select(token => token.Kind == TokenKind.Text ? "TEXT" : token.Value);

        Assert.Equal(expected, string.Join(' ', tokens));
    }

    [Theory]
    [InlineData(".rs", "fn a() { \"x }")]
    [InlineData(".rs", "/* /* */ fn")]
    [InlineData(".rs", "fn a() { ( }")]
    [InlineData(".go", "func a() { `x }")]
    [InlineData(".go", "func a() { \"x\n }")]
    [InlineData(".py", "a = '''x")]
    [InlineData(".py", "a = 'x\n")]
    [InlineData(".py", "a = (1")]
    [InlineData(".cs", "class A { int B() => ; }")]
    public void Broken_code_is_a_problem(string extension, string text) => Assert.NotNull(Read(extension, text).Problem);

    [Theory]
    [MemberData(nameof(Extensions))]
    public async Task Hostile_text_is_read_in_time(string extension)
    {
        string[] texts =
        [
            new('(', 60_000), new('{', 30_000), new('<', 60_000), new('\'', 60_000), new('"', 60_001), new('#', 60_000), new('`', 60_001),
            string.Concat(Enumerable.Repeat("f'{", 20_000)), string.Concat(Enumerable.Repeat("$\"{", 20_000)), string.Concat(Enumerable.Repeat("/*", 30_000)),
            string.Concat(Enumerable.Repeat("r#\"", 20_000)), string.Concat(Enumerable.Repeat("a.", 30_000)), string.Concat(Enumerable.Repeat("1+", 30_000)) + "1",
            string.Concat(Enumerable.Repeat("import ", 9_000)), string.Concat(Enumerable.Repeat("#[test] ", 8_000)), string.Concat(Enumerable.Repeat("use a;", 10_000)),
            string.Concat(Enumerable.Repeat("except ", 9_000)), string.Concat(Enumerable.Repeat("using a;", 8_000)), string.Concat(Enumerable.Repeat("use ", 15_000)),
        ];
        var work = Task.Run(() =>
        {
            var language = LanguageCatalogue.Of($"a{extension}")!;
            foreach (var text in texts)
            {
                var code = language.Read($"a{extension}", text);
                AssertIsWhole(code);
                Assert.True(language.Imports(code).Count() + language.Subversions(code).Count() + language.Tests(code, isTest: false).Count >= 0);
            }
        });

        await work.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static Code Read(string extension, string text) => LanguageCatalogue.Of($"src/a{extension}")!.Read($"src/a{extension}", text);

    private static void AssertIsWhole(Code code)
    {
        var position = 0;
        foreach (var token in code.All)
        {
            Assert.Equal(position, token.Start);
            Assert.True(token.End > token.Start || code.Text.Length == 0, code.Text);
            position = token.End;
        }

        Assert.Equal(code.Text.Length, position);
    }
}
