using SpecCursor.Versioning.Npm;
using SpecCursor.Worker.Ecosystems;
using SpecCursor.Worker.Ecosystems.Node;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Node;

public sealed class NodeVersionResolverTests
{
    private static readonly Dictionary<string, string?> Versions = new()
    {
        ["1.0.0"] = null,
        ["1.0.1"] = null,
        ["1.0.2"] = "it has a bug",
        ["1.1.0-beta.1"] = null,
        ["1.1.0"] = null,
        ["2.0.0"] = null,
        ["3.0.0-rc.1"] = null,
        ["not-a-version"] = null,
    };

    [Theory]
    [InlineData("patch", "1.0.1")]
    [InlineData("minor", "1.1.0")]
    [InlineData("latest", "2.0.0")]
    [InlineData("1.0.2", "1.0.2")]
    [InlineData("v1.0.2", "1.0.2")]
    [InlineData("3.0.0-rc.1", "3.0.0-rc.1")]
    public void Target_means_a_version(string target, string expected) => Assert.Equal(expected, Resolve(target, "1.0.0").Version);

    [Fact]
    public void Latest_is_what_the_registry_says_and_not_the_highest_number() =>
        Assert.Equal("1.1.0", Resolve("latest", "1.0.0", ("latest", "1.1.0")).Version);

    [Fact]
    public void Latest_is_never_a_prerelease() => Assert.Equal("2.0.0", Resolve("latest", "1.0.0", ("latest", "3.0.0-rc.1")).Version);

    [Fact]
    public void Deprecation_is_noted() => Assert.Contains("it has a bug", Assert.Single(Resolve("1.0.2", "1.0.0").Notes), StringComparison.Ordinal);

    [Fact]
    public void Published_versions_are_in_the_order_of_npm() =>
        Assert.Equal(["1.0.0", "1.0.1", "1.0.2", "1.1.0-beta.1", "1.1.0", "2.0.0", "3.0.0-rc.1"], Resolve("latest", "1.0.0").PublishedVersions);

    [Theory]
    [InlineData("4.0.0", "1.0.0", FailureCodes.VersionNotFound)]
    [InlineData("1.0.0", "1.0.0", FailureCodes.AlreadyUpToDate)]
    [InlineData("latest", "2.0.0", FailureCodes.AlreadyUpToDate)]
    [InlineData("1.0.0", "1.1.0", FailureCodes.DowngradeRefused)]
    [InlineData("latest", "3.0.0-rc.1", FailureCodes.DowngradeRefused)]
    public void What_is_not_newer_is_refused(string target, string locked, string code) =>
        Assert.Equal(code, Assert.Throws<StepFailedException>(() => Resolve(target, locked)).Failure.Code);

    [Fact]
    public void Workspace_that_is_ahead_is_not_taken_back()
    {
        var context = WorkerHost.Command("a/b", "x", "1.1.0").Context;

        var refused = Assert.Throws<StepFailedException>(
            () => NodeVersionResolver.Resolve(context, NpmVersion.Parse("1.0.0")!, NpmVersion.Parse("2.0.0")!, Packument()));

        Assert.Equal(FailureCodes.DowngradeRefused, refused.Failure.Code);
    }

    private static Resolution Resolve(string target, string locked, params (string Tag, string Version)[] tags)
    {
        var version = NpmVersion.Parse(locked)!;
        return NodeVersionResolver.Resolve(WorkerHost.Command("a/b", "x", target).Context, version, version, Packument(tags));
    }

    private static Packument Packument(params (string Tag, string Version)[] tags) => new(Versions, tags.ToDictionary(tag => tag.Tag, tag => tag.Version));
}
