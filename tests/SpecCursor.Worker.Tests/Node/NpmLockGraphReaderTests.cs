using System.Text;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Worker.Ecosystems.Node.Npm;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Node;

public sealed class NpmLockGraphReaderTests
{
    private const string Lock = """
        {
          "lockfileVersion": 3,
          "packages": {
            "": {
              "name": "root", "version": "1.0.0", "workspaces": ["packages/*"],
              "dependencies": { "x": "^1.0.0", "aliased": "npm:real@^2.0.0", "by-url": "https://example.org/a.tgz", "local": "file:../local", "both": "1.0.0" },
              "optionalDependencies": { "absent": "^1.0.0", "both": "1.0.0" },
              "devDependencies": { "by-git": "github:owner/by-git" }
            },
            "node_modules/@s/w": { "resolved": "packages/w", "link": true },
            "node_modules/local": { "resolved": "../local", "link": true },
            "../local": { "version": "3.0.0" },
            "packages/w": { "name": "@s/w", "version": "0.1.0", "dependencies": { "x": "^2.0.0", "y": "*" } },
            "packages/w/node_modules/x": { "version": "2.0.0", "integrity": "sha512-x2", "peerDependencies": { "y": "^1.0.0", "z": "*" }, "peerDependenciesMeta": { "z": { "optional": true } } },
            "node_modules/x": { "version": "1.0.0", "resolved": "https://registry.example.org/x/-/x-1.0.0.tgz", "integrity": "sha512-x1", "dependencies": { "y": "^1.0.0", "@s/w": "*" } },
            "node_modules/x/node_modules/y": { "version": "1.5.0", "inBundle": true },
            "node_modules/y": { "version": "1.0.0", "integrity": "sha512-y" },
            "node_modules/aliased": { "name": "real", "version": "2.0.0", "resolved": "https://registry.example.org/real/-/real-2.0.0.tgz", "integrity": "sha512-r" },
            "node_modules/by-url": { "version": "1.0.0", "resolved": "https://example.org/a.tgz", "integrity": "sha512-u" },
            "node_modules/by-git": { "version": "1.0.0", "resolved": "git+ssh://git@github.com/owner/by-git.git#0123" },
            "node_modules/both": { "version": "1.0.0", "integrity": "sha512-b" }
          }
        }
        """;

    private readonly LockGraph _graph = Read(Lock);

    [Theory]
    [InlineData("", "x", "node_modules/x")]
    [InlineData("packages/w", "x", "packages/w/node_modules/x")]
    [InlineData("packages/w", "y", "node_modules/y")]
    [InlineData("packages/w/node_modules/x", "y", "node_modules/y")]
    [InlineData("node_modules/x", "y", "node_modules/x/node_modules/y")]
    [InlineData("node_modules/x", "@s/w", "packages/w")]
    [InlineData("", "local", "../local")]
    [InlineData("", "aliased", "node_modules/aliased")]
    [InlineData("", "absent", null)]
    [InlineData("packages/w/node_modules/x", "z", null)]
    public void Edge_leads_to_the_nearest(string from, string name, string? to) => Assert.Equal(to, Edge(from, name).To);

    [Theory]
    [InlineData("", "x", DependencyKind.Dependency)]
    [InlineData("", "both", DependencyKind.Optional)]
    [InlineData("", "by-git", DependencyKind.Development)]
    [InlineData("packages/w/node_modules/x", "y", DependencyKind.Peer)]
    [InlineData("packages/w/node_modules/x", "z", DependencyKind.OptionalPeer)]
    public void Edge_has_its_kind(string from, string name, DependencyKind kind) => Assert.Equal(kind, Edge(from, name).Kind);

    [Theory]
    [InlineData("", PackageSource.Project)]
    [InlineData("packages/w", PackageSource.Project)]
    [InlineData("../local", PackageSource.File)]
    [InlineData("node_modules/x", PackageSource.Registry)]
    [InlineData("packages/w/node_modules/x", PackageSource.Registry)]
    [InlineData("node_modules/by-url", PackageSource.Url)]
    [InlineData("node_modules/by-git", PackageSource.Git)]
    public void Package_has_its_source(string id, PackageSource source) => Assert.Equal(source, Package(id).Source);

    [Fact]
    public void Package_has_its_name_version_and_hash()
    {
        var aliased = Package("node_modules/aliased");
        Assert.Equal(("real", "2.0.0", "sha512-r"), (aliased.Name, aliased.Version, aliased.Integrity));
        Assert.Equal("@s/w", Package("packages/w").Name);
        Assert.True(Package("node_modules/x/node_modules/y").IsBundled);
        Assert.Null(Package("node_modules/by-git").Integrity);
    }

    [Fact]
    public void Links_are_no_packages() => Assert.DoesNotContain(_graph.Packages, package => package.Id is "node_modules/@s/w" or "node_modules/local");

    [Theory]
    [InlineData("{\"lockfileVersion\": 1, \"dependencies\": {}}")]
    [InlineData("{\"packages\": []}")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    public void What_is_no_lockfile_is_refused(string text) =>
        Assert.Equal(FailureCodes.InvalidLockfile, Assert.Throws<StepFailedException>(() => Read(text)).Failure.Code);

    [Fact]
    public void Lockfile_of_too_many_packages_is_refused()
    {
        var packages = string.Join(',', Enumerable.Range(0, 20_001).Select(number => $"\"node_modules/p{number}\": {{}}"));

        var refused = Assert.Throws<StepFailedException>(() => Read($"{{\"packages\": {{{packages}}}}}"));

        Assert.Equal(FailureCodes.LockfileTooLarge, refused.Failure.Code);
    }

    private static LockGraph Read(string text)
    {
        using var lockfile = NpmLockfile.Parse("package-lock.json", Encoding.UTF8.GetBytes(text));
        return NpmLockGraphReader.Read("package-lock.json", lockfile);
    }

    private DependencyEdge Edge(string from, string name) => _graph.Edges.Single(edge => edge.From == from && edge.Name == name);

    private LockedPackage Package(string id) => _graph.Packages.Single(package => package.Id == id);
}
