using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SpecCursor.GitHubApp.Texts;

namespace SpecCursor.GitHubApp.Tests.Texts;

public sealed partial class ForeignDocumentTests
{
    [Theory]
    [InlineData("a paragraph\nof two lines", "a paragraph\nof two lines\n")]
    [InlineData("## Fixed ##", "\n**Fixed**\n\n")]
    [InlineData("* one\n  + two\n1. three", "- one\n  - two\n1. three\n")]
    [InlineData("> quoted", "> quoted\n")]
    [InlineData("Removed\n-------\ntext", "Removed\n\ntext\n")]
    [InlineData("use `a_b` and ``c`d``", "use `a_b` and ``c`d``\n")]
    [InlineData("see [the guide](https://forge.invalid/guide_(v2)) and [this][1]", "see the guide and this\n")]
    [InlineData("[![alt](https://a.invalid/x.svg)](https://b.invalid)", "alt\n")]
    [InlineData("before <!-- hidden\n@octocat --> after", "before  after\n")]
    [InlineData("before <!-- never closed\n@octocat", "before\n")]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    public void What_is_safe_is_kept(string text, string expected) => Assert.Equal(expected, ForeignDocument.Render(text));

    [Theory]
    [InlineData("thanks to @octocat", "thanks to @\u200Boctocat\n")]
    [InlineData("fixes owner/repo#7 and GH-8", "fixes owner/repo#\u200B7 and GH-\u200B8\n")]
    [InlineData("<img src=x onerror=id>", "&lt;img src=x onerror=id&gt;\n")]
    [InlineData("https://evil.invalid", "https:\u200B//evil.invalid\n")]
    [InlineData("[x]: https://evil.invalid", "\\[x\\]: https:\u200B//evil.invalid\n")]
    [InlineData("# @octocat", "\n**@\u200Boctocat**\n\n")]
    [InlineData("- [ ] do `this", "- \\[ \\] do \\`this\n")]
    public void What_is_not_stays_text(string text, string expected) => Assert.Equal(expected, ForeignDocument.Render(text));

    [Fact]
    public void Code_can_not_end_our_fence()
    {
        var rendered = ForeignDocument.Render("~~~js\nrequire('x') // @octocat\n````\n  <b>\n~~~\nafter");

        Assert.Equal("\n`````\nrequire('x') // @octocat\n````\n  <b>\n`````\n\nafter\n", rendered);
    }

    [Fact]
    public void Code_that_never_ends_ends_with_the_text() =>
        Assert.Equal("\n```\n@octocat\n```\n\n", ForeignDocument.Render("```\n@octocat"));

    /// <summary>Judged by a reader of Markdown that is not ours, with GitHub's extensions.</summary>
    [Fact]
    public void No_text_names_anybody_or_links_anything()
    {
        string[] pieces =
        [
            "@octocat", "#1", "GH-2", "https://x.invalid", "www.x.invalid", "<a>", "<a", ">", "[a](b)", "![a](b)", "[a]: b", "[", "]", "(", ")", "`", "``", "```", "~~~", "\n", "\n\n",
            "- ", "> ", "# ", "    ", "<!--", "-->", "|", "|-|", "\\", "&lt;", "*", "_", "---", "===", " ", "a",
        ];
        var random = new Random(20261128);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]));

            var rendered = ForeignDocument.Render(text);

            var living = Living(rendered);
            Assert.True(living is null, $"{living} in\n{rendered}\nof\n{text}");
        }
    }

    /// <summary>What of a document would name, refer to, link or embed something; null for nothing.</summary>
    private static string? Living(string markdown)
    {
        var document = Markdig.Markdown.Parse(markdown, Pipeline);
        var markup = document.Descendants().FirstOrDefault(part => part is LinkInline or AutolinkInline or HtmlInline or HtmlBlock or LinkReferenceDefinition);
        return markup?.GetType().Name ?? document.Descendants<LeafBlock>().Where(block => block is not CodeBlock)
            .Select(block => string.Concat(block.Inline?.Descendants<LiteralInline>().Select(literal => literal.Content.ToString()) ?? []))
            .FirstOrDefault(text => NamesSomething().IsMatch(text));
    }

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseAutoLinks().UsePipeTables().UseTaskLists().Build();

    [GeneratedRegex("@[a-z]|#[0-9]|GH-[0-9]|://|www\\.")]
    private static partial Regex NamesSomething();
}
