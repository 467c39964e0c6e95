using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Tests.Ecosystems.Manifests;

public sealed class FolderPatternTests
{
    [Theory]
    [InlineData("packages/*", "packages/a", true)]
    [InlineData("./packages/*/", "packages/a", true)]
    [InlineData("packages/*", "packages/a/b", false)]
    [InlineData("packages/**", "packages/a/b", true)]
    [InlineData("**/app", "app", true)]
    [InlineData("**/app", "x/y/app", true)]
    [InlineData("packages/{a,b}", "packages/b", true)]
    [InlineData("packages/{a,b}", "packages/c", false)]
    [InlineData("packages/a?", "packages/ab", true)]
    [InlineData("a.c", "abc", false)]
    [InlineData("packages/(", "packages/(", true)]
    [InlineData("packages/{a", "packages/a", true)]
    [InlineData("{**/**/**/**/**/**/**/**/**/**/**/**/x,**}", "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/y", true)]
    public void Pattern_matches_as_npm_does(string pattern, string folder, bool expected) =>
        Assert.Equal(expected, new FolderPattern([pattern]).Matches(folder));

    [Fact]
    public void Later_rules_take_out_and_in_again()
    {
        var pattern = new FolderPattern(["packages/*", "!packages/b*", "packages/bc"]);

        Assert.Equal([true, false, true], new[] { "packages/a", "packages/b", "packages/bc" }.Select(pattern.Matches));
    }

    [Fact]
    public void Pattern_made_to_be_slow_ends() =>
        Assert.False(new FolderPattern([string.Concat(Enumerable.Repeat("*a", 40)) + "b"]).Matches(new string('a', 2000)));
}
