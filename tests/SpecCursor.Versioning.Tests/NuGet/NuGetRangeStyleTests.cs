using SpecCursor.Versioning.NuGet;

namespace SpecCursor.Versioning.Tests.NuGet;

public sealed class NuGetRangeStyleTests
{
    private readonly NuGetVersionScheme _scheme = new();

    [Theory]
    [InlineData("13.0", "14.0.0", "14.0")]
    [InlineData("13.0", "14.0.2", "14.0.2")]
    [InlineData("13", "14.0.0", "14")]
    [InlineData("13.0.1", "14.0.0", "14.0.0")]
    [InlineData("13.0.1", "14.0.0-beta.2", "14.0.0-beta.2")]
    [InlineData("13.0", "14.0.0-beta.2", "14.0-beta.2")]
    [InlineData("1.2.3.4", "1.2.4", "1.2.4.0")]
    [InlineData("1.2.3", "1.2.4.7", "1.2.4.7")]
    [InlineData("1.2.3-rc.1", "1.2.3", "1.2.3")]
    [InlineData("[1.0]", "2.0.0", "[2.0]")]
    [InlineData("[1.2.3]", "2.0.1", "[2.0.1]")]
    [InlineData("[1.2.3,1.2.3]", "2.0.1", "[2.0.1,2.0.1]")]
    [InlineData("[1.0,2.0)", "1.5.0", "[1.5,2.0)")]
    [InlineData("[1.0,2.0)", "2.1.0", "[2.1,3.0)")]
    [InlineData("[1.0, 2.0)", "2.1.4", "[2.1.4, 3.0)")]
    [InlineData("[ 1.0 , 2.0 )", "2.0.0", "[ 2.0 , 3.0 )")]
    [InlineData("[1.0.0,1.3.0)", "2.1.4", "[2.1.4,2.2.0)")]
    [InlineData("[1.0.0,1.3.7)", "2.1.4", "[2.1.4,2.1.5)")]
    [InlineData("[1.0.0,2.0.0-0)", "2.1.4", "[2.1.4,3.0.0-0)")]
    [InlineData("[1.0,2.0)", "2.0.0-beta.1", "[2.0-beta.1,2.0)")]
    [InlineData("[1.0,2.0]", "2.1.0", "[2.1,2.1]")]
    [InlineData("(1.0,2.0)", "2.1.0", "[2.1,3.0)")]
    [InlineData("(1.0,)", "2.1.0", "[2.1,)")]
    [InlineData("[1.0,]", "2.1.0", "[2.1,]")]
    [InlineData("(,1.0]", "2.1.0", "(,2.1]")]
    [InlineData("(,2.0)", "1.1.0", "(,2.0)")]
    [InlineData("(,2.0)", "2.1.0", "(,3.0)")]
    [InlineData("1.*", "14.2.1", "14.*")]
    [InlineData("1.0.*", "14.2.1", "14.2.*")]
    [InlineData("1.0.0.*", "14.2.1", "14.2.1.*")]
    [InlineData("*", "14.2.1", "*")]
    [InlineData("*-*", "14.2.1-rc.1", "*-*")]
    [InlineData("1.*-*", "14.2.1", "14.*-*")]
    [InlineData("1.*", "14.2.1-rc.1", "14.*-*")]
    [InlineData("*", "14.2.1-rc.1", "*-*")]
    [InlineData("1.0-beta*", "14.0.0-beta.3", "14.0-beta*")]
    [InlineData("1.0-beta*", "14.0.1", "14.0.1-beta*")]
    [InlineData("1.0.0-beta*", "14.0.0-rc.1", "14.0.0-rc.*")]
    [InlineData("1.0.0-beta*", "14.0.0-5", "14.0.0-*")]
    [InlineData("1.0-*", "14.0.0-rc.1", "14.0-*")]
    [InlineData("1.0.0-preview.7.*", "1.0.0-preview.7.3", "1.0.0-preview.7.*")]
    [InlineData("[1.*,2.0)", "2.3.0", "[2.*,3.0)")]
    [InlineData(" 1.0 ", "14.0.0", "14.0")]
    public void A_range_is_rewritten_in_its_own_style(string written, string version, string expected)
    {
        var rewrite = NuGetRangeStyle.Rewrite(written, NuGetPackageVersion.Parse(version)!);

        Assert.Equal(expected, rewrite.Text);
        Assert.True(_scheme.ParseRange(rewrite.Text!)!.Admits(_scheme.ParseVersion(version)!));
    }

    [Theory]
    [InlineData("$(JsonVersion)", "expression")]
    [InlineData("[$(From),2.0)", "expression")]
    [InlineData("latest", "not a range")]
    [InlineData("^1.0", "not a range")]
    [InlineData("", "not a range")]
    [InlineData("1.*-beta*", "floats over labels")]
    [InlineData("1.0-beta.1*", "floats over labels")]
    public void What_cannot_be_moved_is_refused_with_a_reason(string written, string reason)
    {
        var rewrite = NuGetRangeStyle.Rewrite(written, NuGetPackageVersion.Parse("8.1.0")!);

        Assert.False(rewrite.Succeeded);
        Assert.Contains(reason, rewrite.Reason);
        Assert.Contains($"'{written}'", rewrite.Reason);
    }

    [Fact]
    public void Beyond_the_largest_number_no_upper_bound_can_move() =>
        Assert.Contains("can't be moved", _scheme.Rewrite("[1.0,2.0)", _scheme.ParseVersion("2147483647.0")!).Reason);

    [Fact]
    public void Whatever_the_range_the_rewritten_one_admits_the_version_and_stays_as_it_is()
    {
        var generator = new NuGetGenerator(11);
        var rewritten = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var written = generator.Range();
            if (_scheme.ParseVersion(generator.Version()) is not { } version || _scheme.Rewrite(written, version) is not { Succeeded: true, Text: var text })
                continue;
            Assert.True(_scheme.ParseRange(text)?.Admits(version), $"{written} for {version} became {text}");
            Assert.Equal(text, _scheme.Rewrite(text, version).Text);
            rewritten++;
        }

        Assert.InRange(rewritten, 12_000, 20_000);
    }
}
