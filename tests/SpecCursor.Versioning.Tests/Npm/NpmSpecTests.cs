using SpecCursor.Versioning.Npm;

namespace SpecCursor.Versioning.Tests.Npm;

public sealed class NpmSpecTests(NodeSemver node) : IClassFixture<NodeSemver>
{
    private static readonly string[] s_specs =
    [
        "1.2.3", "v1.2.3", "=1.2.3", " 1.2.3 ", "1.2.3+build", "1.2.3-beta", "^1.2.3", "~1", "1.x", "*", "", "x", ">=1 <2", "1 - 2", "1 || 2", "||",
        "latest", "next", "beta-2", "next tag", "é", "a%b", "canary.1", "~tag", "1.2.3.4", "npm:other", "npm:other@", "npm:other@^1", "npm:@scope/other@~1.2",
        "npm:other@latest", "NPM:other@1.2.3", "npm:", "npm:other@npm:third@1", "npm:other@file:x", "npm:other@bad tag", "npm:@scope/other",
        "file:../lib", "file:lib.tgz", "FILE:../lib", "./lib", "../lib", "/lib", "~/lib", "lib/x/y", "lib.tgz", "./lib.tar.gz", ".", "C:/lib",
        "owner/name", "owner/name#v1", "owner/name#semver:^1", "github:owner/name", "gitlab:owner/name", "bitbucket:owner/name", "gist:11081aaa281", "owner/name/third",
        "git://example.org/a.git", "git+ssh://git@example.org/a.git", "git+ssh://git@example.org:a/b.git#semver:^1", "git+https://example.org/a.git#v1", "git+file:///srv/a",
        "git@github.com:owner/name.git", "https://github.com/owner/name", "https://github.com/owner/name.git", "https://github.com/owner/name.git#v1",
        "https://gitlab.com/owner/name", "https://example.org/a.tgz", "http://example.org/a", "https://example.org/a-1.0.0.tgz#sha", "https://github.com/owner/name/archive/v1.tar.gz",
        "workspace:*", "workspace:^1", "link:../lib", "portal:../lib", "patch:x", "catalog:", "ftp://example.org/a", "svn:x", "https:",
    ];

    [Fact]
    public async Task Specs_are_told_apart_as_npm_does()
    {
        var answers = await node.AskAsync<SpecQuestion, SpecAnswer>([.. s_specs.Select(spec => new SpecQuestion(spec))]);

        var differences = s_specs.Zip(answers).Where(pair => Describe(NpmSpec.Parse(pair.First)) != pair.Second)
            .Select(pair => $"{pair.First}: {pair.Second}, not {Describe(NpmSpec.Parse(pair.First))}");

        Assert.Equal([], differences);
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("", true)]
    [InlineData("npm:other", true)]
    [InlineData("x", false)]
    [InlineData(">=0", false)]
    public void Star_admits_prereleases_as_a_dependency_only(string spec, bool admits)
    {
        var scheme = new NpmVersionScheme();
        Assert.Equal(admits, scheme.ParseRange(spec)!.Admits(scheme.ParseVersion("2.0.0-beta.1")!));
        Assert.False(NpmRange.Parse("*")!.Admits(NpmVersion.Parse("2.0.0-beta.1")!));
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("npm:other@latest")]
    [InlineData("file:../lib")]
    [InlineData("owner/name")]
    [InlineData("workspace:*")]
    public void What_is_no_registry_range_is_not_read_as_one(string spec) => Assert.Null(new NpmVersionScheme().ParseRange(spec));

    private static SpecAnswer Describe(NpmSpec spec) => new(Name(spec.Kind), spec.AliasName, spec.AliasTarget is { } target ? Name(target.Kind) : null);

    private static string? Name(NpmSpecKind kind) => kind is NpmSpecKind.Unsupported or NpmSpecKind.Workspace ? null : kind.ToString().ToLowerInvariant();
}
