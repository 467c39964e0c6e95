using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SpecCursor.Versioning;
using SpecCursor.Worker.Ecosystems;
using SpecCursor.Worker.Ecosystems.Releases;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Ecosystems.Releases;

public sealed class ReleaseChooserTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly (string Text, int? Age, string? Withdrawn)[] Published =
    [
        ("3.0.0-rc.1", 1, null), ("1.0.0", 900, null), ("1.0.1", 800, null), ("1.0.2", 700, "it has a bug"), ("1.1.0-beta.1", 600, null), ("1.1.0", 500, null),
        ("1.2.0", 5, null), ("2.0.0", 2, null),
    ];

    [Theory]
    [InlineData("patch", "1.0.1")]
    [InlineData("minor", "1.2.0")]
    [InlineData("latest", "2.0.0")]
    [InlineData("1.0.1", "1.0.1")]
    [InlineData("v1.0.1", "1.0.1")]
    [InlineData("3.0.0-rc.1", "3.0.0-rc.1")]
    public void Target_means_a_version(string target, string expected) => Assert.Equal(expected, Choose(target, "1.0.0").Version);

    [Fact]
    public void Latest_is_what_the_publisher_says_and_not_the_highest_number() => Assert.Equal("1.1.0", Choose("latest", "1.0.0", latest: "1.1.0").Version);

    [Theory]
    [InlineData("3.0.0-rc.1")]
    [InlineData("1.0.2")]
    [InlineData("7.0.0")]
    public void Latest_is_neither_a_prerelease_nor_withdrawn_nor_missing(string called) => Assert.Equal("2.0.0", Choose("latest", "1.0.0", latest: called).Version);

    [Theory]
    [InlineData("latest", "1.1.0")]
    [InlineData("minor", "1.1.0")]
    [InlineData("patch", "1.0.1")]
    public void Words_mean_what_is_old_enough(string target, string expected) =>
        Assert.Equal(expected, Choose(target, "1.0.0", minimumAge: TimeSpan.FromDays(7)).Version);

    [Fact]
    public void What_has_no_time_is_old_enough()
    {
        var history = new ReleaseHistory([Release("node", "1.0.0", 900), Release("node", "1.5.0", null)]);

        Assert.Equal("1.5.0", Choose("node", "latest", "1.0.0", history, TimeSpan.FromDays(7)).Version);
    }

    [Fact]
    public void Published_versions_are_in_the_order_of_the_ecosystem() => Assert.Equal(
        ["1.0.0", "1.0.1", "1.0.2", "1.1.0-beta.1", "1.1.0", "1.2.0", "2.0.0", "3.0.0-rc.1"], Choose("latest", "1.0.0").PublishedVersions);

    [Theory]
    [InlineData("4.0.0", "1.0.0", FailureCodes.VersionNotFound, "'x' has no version 4.0.0")]
    [InlineData("1.0.2", "1.0.0", FailureCodes.VersionWithdrawn, "'x' 1.0.2 is deprecated: it has a bug")]
    [InlineData("patch", "1.0.2", FailureCodes.DowngradeRefused, "going to 1.0.1")]
    [InlineData("patch", "2.0.0-alpha", FailureCodes.AlreadyUpToDate, null)]
    [InlineData("minor", "5.0.0", FailureCodes.VersionNotFound, "no stable version 5.x")]
    [InlineData("patch", "1.7.0", FailureCodes.VersionNotFound, "no stable version 1.7.x")]
    [InlineData("1.0.0", "1.0.0", FailureCodes.AlreadyUpToDate, "already at 1.0.0")]
    [InlineData("latest", "2.0.0", FailureCodes.AlreadyUpToDate, "what 'latest' means")]
    [InlineData("1.0.0", "1.1.0", FailureCodes.DowngradeRefused, "would be a downgrade")]
    [InlineData("latest", "3.0.0-rc.1", FailureCodes.DowngradeRefused, "would be a downgrade")]
    public void What_cannot_be_gone_to_is_refused(string target, string locked, string code, string? words)
    {
        if (words is null)
        {
            Assert.Equal("2.0.0", Choose(target, locked).Version);
            return;
        }

        var failure = Assert.Throws<StepFailedException>(() => Choose(target, locked)).Failure;

        Assert.Equal(code, failure.Code);
        Assert.Contains(words, failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.0.0", FailureCodes.VersionTooNew)]
    [InlineData("latest", FailureCodes.VersionTooNew)]
    public void What_is_too_young_is_refused_by_name(string target, string code)
    {
        var history = new ReleaseHistory([Release("node", "2.0.0", 2)]);

        var failure = Assert.Throws<StepFailedException>(() => Choose("node", target, "1.0.0", history, TimeSpan.FromDays(3))).Failure;

        Assert.Equal(code, failure.Code);
        Assert.Contains("3 days", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_everything_is_withdrawn_the_newest_says_why()
    {
        var history = new ReleaseHistory([Release("node", "1.0.0", 9, "gone"), Release("node", "1.1.0", 9, "use y")]);

        var failure = Assert.Throws<StepFailedException>(() => Choose("node", "latest", "1.0.0", history)).Failure;

        Assert.Equal(FailureCodes.VersionWithdrawn, failure.Code);
        Assert.Contains("1.1.0 is deprecated: use y", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Part_that_is_ahead_is_not_taken_back()
    {
        var scheme = VersionSchemes.Default.Find("node")!;
        var context = WorkerHost.Command("a/b", "x", "1.1.0").Context;

        var refused = Assert.Throws<StepFailedException>(
            () => Chooser().Choose(context, scheme.ParseVersion("1.0.0")!, scheme.ParseVersion("2.0.0")!, History(null)));

        Assert.Equal(FailureCodes.DowngradeRefused, refused.Failure.Code);
    }

    [Theory]
    [InlineData("python", "minor", "1!2.1", "1!2.9", "1!2.9|1!3.0|2!2.99|2.99")]
    [InlineData("python", "patch", "2.1.3", "2.1.9.post1", "2.1.9|2.1.9.post1|2.2")]
    [InlineData("rust", "latest", "0.8.5", "0.9.0", "0.8.5|0.9.0|0.10.0-rc.1")]
    [InlineData("go", "minor", "v1.2.0", "v1.10.0", "v1.2.0|v1.10.0|v1.9.0|v2.0.0+incompatible")]
    [InlineData("dotnet", "patch", "13.0.1", "13.0.3", "13.0.1|13.0.3|13.1.0-beta1|14.0.0")]
    public void Words_mean_the_ecosystems_own_numbers(string ecosystem, string target, string locked, string expected, string published)
    {
        var history = new ReleaseHistory([.. published.Split('|').Select(text => Release(ecosystem, text, null))]);

        Assert.Equal(expected, Choose(ecosystem, target, locked, history).Version);
    }

    private static Resolution Choose(string target, string locked, string? latest = null, TimeSpan minimumAge = default) =>
        Choose("node", target, locked, History(latest), minimumAge);

    private static Resolution Choose(string ecosystem, string target, string locked, ReleaseHistory history, TimeSpan minimumAge = default)
    {
        var version = VersionSchemes.Default.Find(ecosystem)!.ParseVersion(locked)!;
        var context = WorkerHost.Command("a/b", "x", target).Context with { Ecosystem = ecosystem };
        return Chooser(minimumAge).Choose(context, version, version, history);
    }

    private static ReleaseChooser Chooser(TimeSpan minimumAge = default) =>
        new(VersionSchemes.Default, Options.Create(new ReleaseOptions { MinimumAge = minimumAge }), new FakeTimeProvider(Now));

    private static ReleaseHistory History(string? latest) =>
        new([.. Published.Select(entry => Release("node", entry.Text, entry.Age, entry.Withdrawn))], latest);

    private static Release Release(string ecosystem, string text, int? age, string? withdrawn = null) => new(
        VersionSchemes.Default.Find(ecosystem)!.ParseVersion(text)!,
        text,
        withdrawn is null ? null : new Withdrawal("deprecated", withdrawn),
        age is { } days ? Now.AddDays(-days) : null);
}
