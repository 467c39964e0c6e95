using SpecCursor.Versioning.NuGet;

namespace SpecCursor.Versioning.Tests.NuGet;

public sealed class NuGetRestoreTests
{
    private static readonly string[] s_published =
    [
        "1.0.0-alpha", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.0.1.5", "1.2.0-beta", "1.2.0", "1.10.0",
        "2.0.0-beta.1", "2.0.0", "2.1.0", "3.0.0-preview.7.5", "3.0.0-preview.7.10", "3.0.0-preview.8.1",
    ];

    private static readonly string[] s_ranges =
    [
        "1.0", "1.0.1", "1.1", "1.0.0-beta.3", "1.0-BETA", "[1.2]", "[1.0.1.5]", "[1.2.0-beta]", "[1.0,2.0)", "(1.0,2.0]", "(1.10.0,)", "[2.0,)", "(,1.0]", "(,1.0.0-rc.1]", "(2.0.0-alpha,2.0)",
        "1.*", "1.0.*", "1.0.1.*", "*", "*-*", "2.*-*", "1.0.0-beta*", "1.0-*", "1.2-*", "[1.*,1.5)", "3.0.0-preview.7.*",
    ];

    [Fact]
    public async Task What_dotnet_restore_takes_is_the_lowest_or_where_it_floats_the_highest_that_the_range_admits()
    {
        using var feed = new FolderFeed();
        var packages = s_ranges.Select((range, i) => (Name: $"Probe.Number{i}", Range: range)).ToList();
        foreach (var (name, _) in packages)
            feed.Publish(name, s_published);

        var resolved = await feed.RestoreAsync(packages);

        Assert.Equal(packages.Select(package => (package.Range, Expected(package.Range))), packages.Select(package => (package.Range, resolved[package.Name])));
    }

    /// <summary>Of what the range admits NuGet never takes a prerelease unless a bound or the float names one.</summary>
    private static string Expected(string text)
    {
        var range = NuGetRange.Parse(text)!;
        var versions = s_published.Select(version => NuGetPackageVersion.Parse(version)!)
            .Where(version => range.Admits(version) && (!version.IsPrerelease || text.Contains('-')))
            .Order().ToList();
        return (range.IsFloating ? versions[^1] : versions[0]).Text;
    }
}
