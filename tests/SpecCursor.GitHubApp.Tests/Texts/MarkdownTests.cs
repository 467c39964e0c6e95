using SpecCursor.GitHubApp.Texts;

namespace SpecCursor.GitHubApp.Tests.Texts;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("@octocat", "@\u200Boctocat")]
    [InlineData("fixes #1", "fixes #\u200B1")]
    [InlineData("see GH-12", "see GH-\u200B12")]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("&#64;octocat", "&amp;#\u200B64;octocat")]
    [InlineData("[x](javascript:id)", "\\[x\\](javascript:id)")]
    [InlineData("https://evil.invalid", "https:\u200B//evil.invalid")]
    [InlineData("www.evil.invalid", "www\u200B.evil.invalid")]
    [InlineData("a | b", "a \\| b")]
    [InlineData("a\r\n\r\n# b", "a    #\u200B b")]
    [InlineData("`code` *b* _i_", "\\`code\\` \\*b\\* \\_i\\_")]
    [InlineData("safe\u202Etxt.exe\u200B", "safetxt.exe")]
    public void Running_text_stays_text(string text, string expected)
    {
        Assert.Equal(expected, Markdown.Text(text, 200));
    }

    [Theory]
    [InlineData("uuid", "`uuid`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("``", "``` `` ```")]
    [InlineData("@octocat <b>", "`@octocat <b>`")]
    [InlineData("", "–")]
    public void Code_is_fenced_longer_than_what_is_in_it(string text, string expected)
    {
        Assert.Equal(expected, Markdown.Code(text, 200));
    }

    [Fact]
    public void A_bar_does_not_end_a_cell()
    {
        Assert.Equal("`^8 \\|\\| ^9`", Markdown.CodeCell("^8 || ^9", 200));
    }

    [Fact]
    public void Text_over_the_limit_is_cut_and_never_inside_of_a_character()
    {
        var line = Markdown.Line(string.Concat(Enumerable.Repeat("😀", 100)), 11);

        Assert.InRange(line.Length, 1, 11);
        Assert.EndsWith("…", line, StringComparison.Ordinal);
        Assert.False(char.IsHighSurrogate(line[^2]), "the last emoji was cut in two");
    }
}
