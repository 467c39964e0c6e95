using System.Text;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Worker.Ecosystems.Node;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Node;

/// <summary>What the lockfiles of pnpm and yarn say.</summary>
[Collection(WorkerCollection.Name)]
public sealed class PackageManagerLockGraphTests(WorkerHost host)
{
    private const string Pnpm9 = """
        lockfileVersion: '9.0'
        catalogs:
          default:
            ms: {specifier: ^2.1.1, version: 2.1.2}
        importers:
          .:
            dependencies:
              ajv: {specifier: 6.12.6, version: 6.12.6}
              ajv-keywords: {specifier: 3.5.2, version: 3.5.2(ajv@6.12.6)}
              old: {specifier: 'npm:uuid@^3', version: uuid@3.4.0}
            devDependencies:
              a: {specifier: 'workspace:*', version: link:packages/a}
          packages/a:
            optionalDependencies:
              ms: {specifier: 'catalog:', version: 2.1.2}
        packages:
          ajv@6.12.6: {resolution: {integrity: sha512-a}}
          ajv-keywords@3.5.2:
            resolution: {integrity: sha512-b}
            peerDependencies: {ajv: ^6.9.1, other: '*'}
            peerDependenciesMeta: {other: {optional: true}}
          ms@2.1.2: {resolution: {integrity: sha512-c}}
          uuid@3.4.0: {resolution: {integrity: sha512-d}}
          gone@https://codeload.github.com/x/gone/tar.gz/1: {resolution: {tarball: https://codeload.github.com/x/gone/tar.gz/1}, version: 1.0.0}
        snapshots:
          ajv@6.12.6: {dependencies: {ms: 2.1.2}}
          ajv-keywords@3.5.2(ajv@6.12.6): {dependencies: {ajv: 6.12.6}}
          ms@2.1.2: {}
          uuid@3.4.0: {}
          gone@https://codeload.github.com/x/gone/tar.gz/1: {}
        """;

    private const string Pnpm6 = """
        lockfileVersion: '6.0'
        dependencies:
          ajv-keywords: {specifier: 3.5.2, version: 3.5.2(ajv@6.12.6)}
          '@x/y': {specifier: ^1.0.0, version: 1.0.1}
        packages:
          /ajv@6.12.6: {resolution: {integrity: sha512-a}, dev: false}
          /ajv-keywords@3.5.2(ajv@6.12.6):
            resolution: {integrity: sha512-b}
            peerDependencies: {ajv: ^6.9.1}
            dependencies: {ajv: 6.12.6}
          /@x/y@1.0.1: {resolution: {integrity: sha512-e}}
        """;

    private const string Classic = """
        # yarn lockfile v1


        "@x/y@*", "@x/y@^1.0.0":
          version "1.0.1"
          resolved "https://registry.yarnpkg.com/@x/y/-/y-1.0.1.tgz#d09d1f357b443f493382a8eb3ccd183872ae6009"
          dependencies:
            ms "^2.1.1"
          optionalDependencies:
            "@x/z" "1"

        ms@^2.1.1:
          version "2.1.2"
          resolved "https://registry.yarnpkg.com/ms/-/ms-2.1.2.tgz#d09d1f357b443f493382a8eb3ccd183872ae6009"
          integrity sha512-c

        "old@npm:uuid@^3":
          version "3.4.0"
          resolved "https://registry.yarnpkg.com/uuid/-/uuid-3.4.0.tgz"
        """;

    private const string Berry = """
        __metadata:
          version: 8
          cacheKey: 10c0

        "ajv-keywords@npm:3.5.2":
          version: 3.5.2
          resolution: "ajv-keywords@npm:3.5.2"
          peerDependencies:
            ajv: ^6.9.1
            other: "*"
          peerDependenciesMeta:
            other:
              optional: true
          checksum: 10c0/00ff
          languageName: node
          linkType: hard

        "ajv@npm:6.12.6, ajv@npm:^6.0.0":
          version: 6.12.6
          resolution: "ajv@npm:6.12.6"
          checksum: 10c0/11
          languageName: node
          linkType: hard

        "elsewhere@npm:1.0.0":
          version: 1.0.0
          resolution: "elsewhere@npm:1.0.0"
          conditions: os=aix
          languageName: node
          linkType: hard

        "root@workspace:.":
          version: 0.0.0-use.local
          resolution: "root@workspace:."
          languageName: unknown
          linkType: soft
        """;

    [Fact]
    public void Lockfile_of_pnpm_9_is_read()
    {
        var graph = Read("pnpm-lock.yaml", Pnpm9, """{ "dependencies": { "ajv": "6.12.6", "old": "npm:uuid@^3" } }""", """{ "name": "a", "version": "1.2.0", "optionalDependencies": { "ms": "catalog:" } }""");

        Assert.Equal("6.12.6", graph.Packages.Single(package => package.Id == "ajv@6.12.6").Version);
        Assert.Equal(("a", "1.2.0", PackageSource.Project), Fields(graph, "packages/a"));
        Assert.Equal(("gone", "1.0.0", PackageSource.Url), Fields(graph, "gone@https://codeload.github.com/x/gone/tar.gz/1"));
        Assert.Equal(
            [
                "ajv-keywords@3.5.2(ajv@6.12.6) -Peer-> ajv ^6.9.1 = ajv@6.12.6",
                "ajv-keywords@3.5.2(ajv@6.12.6) -OptionalPeer-> other * = ",
                "ajv@6.12.6 -Dependency-> ms 2.1.2 = ms@2.1.2",
                "packages/a -Optional-> ms ^2.1.1 = ms@2.1.2",
                " -Dependency-> ajv 6.12.6 = ajv@6.12.6",
                " -Dependency-> ajv-keywords 3.5.2 = ajv-keywords@3.5.2(ajv@6.12.6)",
                " -Dependency-> old npm:uuid@^3 = uuid@3.4.0",
                " -Development-> a workspace:* = packages/a",
            ],
            Words(graph));
    }

    [Fact]
    public void Lockfile_of_pnpm_8_is_read()
    {
        var graph = Read("pnpm-lock.yaml", Pnpm6, "{}");

        Assert.Equal(("@x/y", "1.0.1", PackageSource.Registry), Fields(graph, "/@x/y@1.0.1"));
        Assert.Equal(
            [
                "/ajv-keywords@3.5.2(ajv@6.12.6) -Peer-> ajv ^6.9.1 = /ajv@6.12.6",
                " -Dependency-> @x/y ^1.0.0 = /@x/y@1.0.1",
                " -Dependency-> ajv-keywords 3.5.2 = /ajv-keywords@3.5.2(ajv@6.12.6)",
            ],
            Words(graph));
    }

    [Fact]
    public void Lockfile_of_yarn_1_is_read()
    {
        var graph = Read(
            "yarn.lock", Classic, """{ "dependencies": { "@x/y": "^1.0.0", "old": "npm:uuid@^3", "a": "^1.0.0" } }""", """{ "name": "a", "devDependencies": { "ms": "^2.1.1" } }""");

        Assert.Equal(("uuid", "3.4.0", PackageSource.Registry), Fields(graph, "old@3.4.0"));
        Assert.Equal("sha1-0J0fNXtEP0kzgqjrPM0YOHKuYAk=", graph.Packages.Single(package => package.Name == "@x/y").Integrity);
        Assert.Equal(
            [
                "@x/y@1.0.1 -Dependency-> ms ^2.1.1 = ms@2.1.2",
                "@x/y@1.0.1 -Optional-> @x/z 1 = ",
                "packages/a -Development-> ms ^2.1.1 = ms@2.1.2",
                " -Dependency-> @x/y ^1.0.0 = @x/y@1.0.1",
                " -Dependency-> a ^1.0.0 = packages/a",
                " -Dependency-> old npm:uuid@^3 = old@3.4.0",
            ],
            Words(graph));
    }

    [Fact]
    public void Lockfile_of_yarn_4_is_read()
    {
        var graph = Read("yarn.lock", Berry, """{ "name": "root", "dependencies": { "ajv": "^6.0.0" }, "devDependencies": { "ajv-keywords": "3.5.2" }, "optionalDependencies": { "elsewhere": "1.0.0" } }""");

        Assert.Equal("yarn10c0-00ff", graph.Packages.Single(package => package.Name == "ajv-keywords").Integrity);
        Assert.DoesNotContain(graph.Packages, package => package.Name == "elsewhere");
        Assert.Equal(
            [
                "ajv-keywords@npm:3.5.2 -Peer-> ajv ^6.9.1 = ajv@npm:6.12.6",
                "ajv-keywords@npm:3.5.2 -OptionalPeer-> other * = ",
                " -Dependency-> ajv ^6.0.0 = ajv@npm:6.12.6",
                " -Development-> ajv-keywords 3.5.2 = ajv-keywords@npm:3.5.2",
                " -Optional-> elsewhere 1.0.0 = ",
            ],
            Words(graph));
    }

    [Fact]
    public void Lockfile_of_too_many_packages_is_refused()
    {
        var lockfile = string.Concat(Enumerable.Range(0, 20_001).Select(i => $"p{i}@1:\n  version \"1.0.0\"\n"));

        var exception = Assert.Throws<StepFailedException>(() => Read("yarn.lock", lockfile, "{}"));

        Assert.Equal(FailureCodes.LockfileTooLarge, exception.Failure.Code);
    }

    [Theory]
    [InlineData("pnpm 9")]
    [InlineData("pnpm 8")]
    [InlineData("yarn 1")]
    [InlineData("yarn 4")]
    public void Broken_lockfile_is_read_as_far_as_it_goes_or_refused(string tool)
    {
        var (path, lockfile) = tool switch
        {
            "pnpm 9" => ("pnpm-lock.yaml", Pnpm9),
            "pnpm 8" => ("pnpm-lock.yaml", Pnpm6),
            "yarn 1" => ("yarn.lock", Classic),
            _ => ("yarn.lock", Berry),
        };
        const string signs = "{}[]:,'\"@ \n\0./(a";
        var refused = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder(lockfile);
            for (var i = random.Next(1, 5); i > 0; i--)
            {
                text[random.Next(text.Length)] = signs[random.Next(signs.Length)];
            }

            try
            {
                var graph = Read(path, text.ToString(), """{ "dependencies": { "ajv": "^6.0.0" } }""");
                Assert.All(graph.Edges, edge => Assert.Contains(graph.Packages, package => package.Id == edge.From));
            }
            catch (StepFailedException)
            {
                refused++;
            }
        }

        Assert.NotEqual(0, refused);
    }

    private LockGraph Read(string path, string lockfile, params string[] manifests)
    {
        var content = Encoding.UTF8.GetBytes(lockfile);
        List<PackageJson> parsed = [.. manifests.Select((manifest, i) => PackageJson.Parse(i == 0 ? "package.json" : "packages/a/package.json", Encoding.UTF8.GetBytes(manifest)))];
        var manager = host.Service<NodePackageManagers>().All.First(manager => manager.Lockfiles.Contains(path) && manager.Wrote(content));
        var project = new NodeProject
        {
            Manager = manager,
            LockPath = path,
            TrackedLock = content,
            Root = parsed[0],
            Manifests = parsed,
            Sites = [],
            Files = [],
        };
        return manager.Read(project, content).Graph;
    }

    private static (string Name, string? Version, PackageSource Source) Fields(LockGraph graph, string id)
    {
        var package = graph.Packages.Single(package => package.Id == id);
        return (package.Name, package.Version, package.Source);
    }

    /// <summary>The project's own last.</summary>
    private static IEnumerable<string> Words(LockGraph graph) => graph.Edges
        .OrderBy(edge => edge.From.Length == 0).ThenBy(edge => edge.From, StringComparer.Ordinal).ThenBy(edge => edge.Kind).ThenBy(edge => edge.Name, StringComparer.Ordinal)
        .Select(edge => $"{edge.From} -{edge.Kind}-> {edge.Name} {edge.Range} = {edge.To}");
}
