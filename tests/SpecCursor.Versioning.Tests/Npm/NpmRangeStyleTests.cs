using SpecCursor.Versioning.Npm;

namespace SpecCursor.Versioning.Tests.Npm;

public sealed class NpmRangeStyleTests
{
    [Theory]
    [InlineData("^1.2.3", "8.1.0", "^8.1.0")]
    [InlineData("~1.2.3", "8.1.0", "~8.1.0")]
    [InlineData("~>1.2.3", "8.1.0", "~>8.1.0")]
    [InlineData("~1.2", "8.1.4", "~8.1")]
    [InlineData("~1", "8.1.4", "~8")]
    [InlineData("^1", "8.1.0", "^8")]
    [InlineData("^1.2", "8.1.4", "^8.1")]
    [InlineData("^1.x", "8.1.4", "^8.x")]
    [InlineData("^0.2.3", "0.3.1", "^0.3.1")]
    [InlineData("1.2.3", "8.1.0", "8.1.0")]
    [InlineData("=1.2.3", "8.1.0", "=8.1.0")]
    [InlineData("v1.2.3", "8.1.0", "v8.1.0")]
    [InlineData("^v1.2.3", "8.1.0", "^v8.1.0")]
    [InlineData("1.x", "8.1.0", "8.x")]
    [InlineData("1.2.x", "8.1.4", "8.1.x")]
    [InlineData("1.X.X", "8.1.4", "8.X.X")]
    [InlineData("1", "8.1.0", "8")]
    [InlineData("1.2", "8.1.4", "8.1")]
    [InlineData("*", "8.1.0", "*")]
    [InlineData("*", "8.1.0-beta.1", "*")]
    [InlineData("", "8.1.0", "")]
    [InlineData("x", "8.1.0", "^8.1.0")]
    [InlineData(">=1.2.3", "8.1.0", ">=8.1.0")]
    [InlineData(">= 1.2.3", "8.1.0", ">=8.1.0")]
    [InlineData(">1.2.3", "8.1.0", "^8.1.0")]
    [InlineData(">=1 <2", "8.1.0", ">=8 <9")]
    [InlineData(">=1.2.3 <2.0.0", "8.1.0", ">=8.1.0 <9.0.0")]
    [InlineData(">=1.2.3 <2.0.0-0", "8.1.0", ">=8.1.0 <9.0.0-0")]
    [InlineData(">=1.2.3 <1.3.0", "8.1.0", ">=8.1.0 <8.2.0")]
    [InlineData(">=1.2.3 <1.3.7", "8.1.0", "^8.1.0")]
    [InlineData("<2", "8.1.0", "<9")]
    [InlineData("<=1.2.3", "8.1.0", "<=8.1.0")]
    [InlineData("<=1", "8.1.0", "<=8")]
    [InlineData("1.2.3 - 2.3.4", "8.1.0", "^8.1.0")]
    [InlineData("^1 || ^2", "8.1.0", "^8")]
    [InlineData("^1.0.0 || ~2.1.0", "2.2.5", "~2.2.5")]
    [InlineData("npm:alias@^1", "8.1.0", "npm:alias@^8")]
    [InlineData("npm:@scope/name@~1.2.3", "8.1.0", "npm:@scope/name@~8.1.0")]
    [InlineData("npm:name@1.2.3", "8.1.0", "npm:name@8.1.0")]
    [InlineData("^1.2.3", "8.1.0-beta.2", "^8.1.0-beta.2")]
    [InlineData("^1", "8.1.0-beta.2", "^8.1.0-beta.2")]
    [InlineData("1.x", "8.1.0-beta.2", "^8.1.0-beta.2")]
    [InlineData("  ^1.2.3 ", "8.1.0", "^8.1.0")]
    public void A_range_is_rewritten_in_its_own_style(string written, string version, string expected)
    {
        var rewrite = NpmRangeStyle.Rewrite(written, NpmVersion.Parse(version)!);

        Assert.Equal(expected, rewrite.Text);
        var scheme = new NpmVersionScheme();
        Assert.True(scheme.ParseRange(rewrite.Text!)!.Admits(scheme.ParseVersion(version)!));
    }

    [Theory]
    [InlineData("latest", "dist-tag")]
    [InlineData("npm:other@next", "dist-tag")]
    [InlineData("owner/name", "git repository")]
    [InlineData("git+https://example.org/a.git", "git repository")]
    [InlineData("https://example.org/a.tgz", "address of an archive")]
    [InlineData("file:../lib", "path")]
    [InlineData("workspace:^", "workspace")]
    [InlineData("catalog:", "not a range")]
    public void What_is_no_registry_range_is_refused_with_a_reason(string written, string reason)
    {
        var rewrite = NpmRangeStyle.Rewrite(written, NpmVersion.Parse("8.1.0")!);

        Assert.False(rewrite.Succeeded);
        Assert.Null(rewrite.Text);
        Assert.Contains(reason, rewrite.Reason);
        Assert.Contains(written, rewrite.Reason);
    }

    [Fact]
    public void Whatever_the_range_the_rewritten_one_admits_the_version()
    {
        var generator = new QuestionGenerator(11);
        var scheme = new NpmVersionScheme();
        var rewritten = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var question = generator.Next();
            if (NpmVersion.Parse(question.B, NpmSyntax.Strict) is not { } version || !NpmRangeStyle.Rewrite(question.R, version).Succeeded)
                continue;
            var text = NpmRangeStyle.Rewrite(question.R, version).Text!;
            Assert.True(scheme.ParseRange(text)?.Admits(version), $"{question.R} for {version} became {text}");
            rewritten++;
        }

        Assert.InRange(rewritten, 10_000, 20_000);
    }
}
