using NuGet.Versioning;
using SpecCursor.Versioning.NuGet;

namespace SpecCursor.Versioning.Tests.NuGet;

public sealed class NuGetSemanticsTests
{
    private const int Cases = 10_000;

    private readonly NuGetVersionScheme _scheme = new();

    [Theory]
    [InlineData(20_261)]
    [InlineData(5)]
    public void Versions_are_ordered_as_NuGet_orders_them(int seed)
    {
        var generator = new NuGetGenerator(seed);
        var (compared, same) = (0, 0);
        for (var i = 0; i < Cases; i++)
        {
            var (left, right) = (generator.Version(), generator.Version());
            Assert.Equal(NuGetVersion.TryParse(left, out var theirLeft), _scheme.ParseVersion(left) is not null);
            if (_scheme.ParseVersion(left) is not { } ourLeft || _scheme.ParseVersion(right) is not { } ourRight)
                continue;
            var expected = Math.Sign(VersionComparer.Default.Compare(theirLeft, NuGetVersion.Parse(right)));
            Assert.Equal((left, right, expected), (left, right, Math.Sign(_scheme.Compare(ourLeft, ourRight))));
            Assert.Equal((left, right, expected), (left, right, Math.Sign(new InIntegers(_scheme, [ourLeft, ourRight]).Compare(ourLeft, ourRight))));
            compared++;
            same += expected == 0 ? 1 : 0;
        }

        Assert.InRange(compared, Cases * 9 / 10, Cases);
        Assert.InRange(same, Cases / 100, Cases / 2);
    }

    [Theory]
    [InlineData(20_261)]
    [InlineData(5)]
    public void Ranges_admit_what_NuGet_says_that_satisfies_them(int seed)
    {
        var generator = new NuGetGenerator(seed);
        var (asked, admitted, floating) = (0, 0, 0);
        while (asked < Cases)
        {
            var (text, versionText) = (generator.Range(), generator.Version());
            var isRange = VersionRange.TryParse(text, out var theirs);
            if (_scheme.ParseRange(text) is not NuGetRange range)
            {
                Assert.True(!isRange || IsBeyondBounds(theirs!), text);
                continue;
            }

            if (_scheme.ParseVersion(versionText) is not { } version)
                continue;
            var asTheirs = NuGetVersion.Parse(versionText);
            var expected = theirs!.Satisfies(asTheirs) && (!theirs.IsFloating || theirs.Float!.Satisfies(asTheirs));
            Assert.Equal((text, versionText, expected), (text, versionText, range.Admits(version)));
            Assert.Equal((text, versionText, expected), (text, versionText, InIntegers.Admits(_scheme, range, version)));
            Assert.Equal(theirs.IsFloating, range.IsFloating);
            asked++;
            admitted += expected ? 1 : 0;
            floating += expected && theirs.IsFloating ? 1 : 0;
        }

        Assert.InRange(admitted, Cases / 5, Cases * 4 / 5);
        Assert.InRange(floating, Cases / 20, Cases);
    }

    /// <summary>Every version that a prefix lets in, and its neighbours: chance alone meets too few of them.</summary>
    [Theory]
    [InlineData("1.0-beta*")]
    [InlineData("1.0-betaz*")]
    [InlineData("1.0-zz*")]
    [InlineData("1.0-preview.7.*")]
    [InlineData("1.0-preview.zz*")]
    [InlineData("1.0-2147483647.*")]
    [InlineData("1.0-2147483648.*")]
    [InlineData("1.0-9z*")]
    [InlineData("1.0--z*")]
    [InlineData("1.0-0-*")]
    [InlineData("1.0-7.*")]
    [InlineData("1.0-*")]
    [InlineData("[1.0-rc*,1.0-rc.5)")]
    [InlineData("[1.*,1.1-beta]")]
    public void Floats_over_labels_end_where_NuGet_ends_them(string text)
    {
        string[] labels = ["-5", "-4", "0", "6", "7", "8", "-", "--", "-Z", "-z5", "0-", "00-", "00", "9", "9y", "9z", "9Zz", "9z-", "A", "a", "ay", "azz", "b", "BETA", "betay", "betaz", "betaz-", "betb",
            "preview", "preview-", "rc", "rcz", "rd", "zy", "zz", "ZZz", "2147483647", "2147483648", "2147483648-"];
        var texts = labels.SelectMany(first => labels.Select(second => $"1.0-{first}.{second}").Append($"1.0-{first}")).Append("1.0").Append("1.1-beta");
        var range = VersionRange.Parse(text);
        var ours = _scheme.ParseRange(text)!;
        foreach (var versionText in texts.Where(version => NuGetVersion.TryParse(version, out _)))
        {
            var version = NuGetVersion.Parse(versionText);
            var expected = range.Satisfies(version) && range.Float!.Satisfies(version);
            Assert.Equal((versionText, expected), (versionText, InIntegers.Admits(_scheme, ours, _scheme.ParseVersion(versionText)!)));
        }
    }

    [Theory]
    [InlineData("1.0", "1.0.0")]
    [InlineData("01.2.3.0", "1.2.3")]
    [InlineData("1.2.3.4-Beta.2+build", "1.2.3.4-Beta.2")]
    public void The_text_of_a_version_is_what_nuget_org_lists(string written, string text)
    {
        var version = _scheme.ParseVersion(written)!;

        Assert.Equal(text, version.Text);
        Assert.Equal(text, _scheme.ParseVersion(version.Text)!.Text);
        Assert.Equal(0, _scheme.Compare(version, _scheme.ParseVersion(written)!));
    }

    [Fact]
    public void A_range_that_is_printed_is_the_same_range()
    {
        var generator = new NuGetGenerator(3);
        for (var i = 0; i < Cases; i++)
        {
            if (_scheme.ParseRange(generator.Range()) is not { } range)
                continue;
            Assert.Equal(range.Text, _scheme.ParseRange(range.Text)!.Text);
            if (_scheme.ParseVersion(generator.Version()) is { } version)
                Assert.Equal(range.Admits(version), _scheme.ParseRange(range.Text)!.Admits(version));
        }
    }

    private static bool IsBeyondBounds(VersionRange range) =>
        range.Float is { } floating && !string.IsNullOrEmpty(floating.OriginalReleasePrefix)
        && (floating.FloatBehavior is NuGetVersionFloatBehavior.PrereleaseMajor or NuGetVersionFloatBehavior.PrereleaseMinor
                or NuGetVersionFloatBehavior.PrereleasePatch or NuGetVersionFloatBehavior.PrereleaseRevision
            || floating.OriginalReleasePrefix.Split('.')[^1].TrimStart('-').All(char.IsAsciiDigit));
}
