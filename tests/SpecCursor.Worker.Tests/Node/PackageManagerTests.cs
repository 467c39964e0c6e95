using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;
using static SpecCursor.Worker.Tests.Node.NodeRepositories;

namespace SpecCursor.Worker.Tests.Node;

/// <summary>Real upgrades with the real pnpm and yarn, from the real registry.</summary>
[Collection(WorkerCollection.Name)]
public sealed class PackageManagerTests(WorkerHost host)
{
    [Theory]
    [InlineData("pnpm")]
    [InlineData("pnpm-8")]
    [InlineData("yarn")]
    [InlineData("yarn-3")]
    [InlineData("yarn-4.13")]
    [InlineData("yarn-4.18")]
    public async Task Target_and_not_the_newest_is_locked_and_the_tool_itself_takes_the_lockfile(string tool)
    {
        var manager = NodeTools.Of(tool);
        var repository = await manager.CreateAsync(host, $"range-{tool}", ("package.json", Manifest("\"uuid\": \"^3.4.0\", \"debug\": \"4.3.4\"")));

        var ran = await host.RunAsync(repository.Name, "uuid", "8.3.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var report = ran.Report!;
        Assert.Equal(("^8.3.0", "8.3.0"), (report.WrittenRange, Locked(report.After, "uuid").Version));
        Assert.Equal(new[] { "package.json", manager.Lockfile }.Order(StringComparer.Ordinal), report.ChangedFiles);
        Assert.NotEmpty(Locked(report.After, "uuid").Integrity!);
        Assert.Equal("^8.3.0", Edge(report.After, string.Empty, "uuid").Range);
        Assert.Equal("2.1.2", Locked(report.After, "ms").Version);
        var clone = await repository.ApplyAsync(host, report.BaseCommit, report.Diff);
        var before = await File.ReadAllTextAsync(Path.Combine(clone, manager.Lockfile));
        await manager.CheckAsync(clone);
        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(clone, manager.Lockfile)));
        Assert.DoesNotContain("uuid@8.3.0,", before, StringComparison.Ordinal);
        Assert.DoesNotContain("uuid@npm:8.3.0,", before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Override_of_pnpm_is_edited_where_it_stands()
    {
        const string workspace = "# Kept.\npackages:\n  - packages/*\ncatalog:\n  ms: ^2.1.2 # the one\ncatalogs:\n  unused: { ms: 2.0.0 }\noverrides:\n  'uuid': '^3.4.0'\n";
        var manager = NodeTools.Of("pnpm");
        var repository = await manager.CreateAsync(
            host,
            "catalog",
            ("package.json", "{ \"name\": \"root\", \"dependencies\": { \"uuid\": \"^3.0.0\" } }\n"),
            ("pnpm-workspace.yaml", workspace),
            ("packages/a/package.json", Manifest("\"ms\": \"catalog:\"", name: "a")),
            ("packages/b/package.json", Manifest("\"a\": \"workspace:*\", \"ms\": \"catalog:default\"", name: "b")));

        var ran = await host.RunAsync(repository.Name, "uuid", "8.3.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var report = ran.Report!;
        Assert.Equal(["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"], report.ChangedFiles);
        Assert.Equal(("package.json", "^8.3.0"), (report.ManifestPath, report.WrittenRange));
        var clone = await repository.ApplyAsync(host, report.BaseCommit, report.Diff);
        Assert.Equal(workspace.Replace("'^3.4.0'", "'^8.3.0'", StringComparison.Ordinal), await File.ReadAllTextAsync(Path.Combine(clone, "pnpm-workspace.yaml")));
        Assert.Equal("packages/a", Edge(report.After, "packages/b", "a").To);
        Assert.Equal("^2.1.2", Edge(report.After, "packages/a", "ms").Range);
        await manager.CheckAsync(clone);
    }

    [Fact]
    public async Task Workspaces_by_way_of_a_catalog_are_upgraded_together()
    {
        const string workspace = "packages:\n  - \"packages/*\"\n  - '!packages/left-out'\ncatalog:\n  \"ms\": \"2.1.2\"\n";
        var manager = NodeTools.Of("pnpm");
        var repository = await manager.CreateAsync(
            host,
            "catalogs",
            ("package.json", "{ \"name\": \"root\" }\n"),
            ("pnpm-workspace.yaml", workspace),
            ("packages/a/package.json", Manifest("\"ms\": \"catalog:\"", name: "a", scripts: TestScript)),
            ("packages/a/test.js", "require('ms'); console.log('ran a');\n"),
            ("packages/b/package.json", Manifest("\"ms\": \"~2.1.2\"", name: "b")),
            ("packages/left-out/package.json", Manifest("\"ms\": \"2.0.0\"", name: "c")));

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var report = ran.Report!;
        Assert.Equal(["packages/b/package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"], report.ChangedFiles);
        Assert.Equal(("pnpm-workspace.yaml", "packages/a", "2.1.3"), (report.ManifestPath, report.ManifestPackageId, report.WrittenRange));
        Assert.Equal(["2.1.3", "~2.1.3"], report.After.Edges.Where(edge => edge.Name == "ms").Select(edge => edge.Range).Order(StringComparer.Ordinal));
        Assert.Contains("ran a", report.Tests!.Output, StringComparison.Ordinal);
        await manager.CheckAsync(await repository.ApplyAsync(host, report.BaseCommit, report.Diff));
    }

    [Theory]
    [InlineData("2.1.2", "2.1.3", "^2.1.1", "^2.1.3")]
    [InlineData("'catalog:'", "'catalog:'", "catalog:", "2.1.3")]
    [InlineData("catalog:old", "catalog:old", "~2.1.2", "~2.1.3")]
    public async Task Package_that_a_catalog_has_and_an_override_forces_keeps_the_constraint_that_the_manifest_means(
        string forced, string written, string declared, string rest)
    {
        const string workspace = "packages:\n  - packages/*\ncatalog:\n  ms: 2.1.2 # ours\n  uuid: ^3.4.0\ncatalogs:\n  old:\n    ms: 2.1.2\noverrides:\n  uuid: 8.3.2\n  ms: ";
        var manager = NodeTools.Of("pnpm");
        var repository = await manager.CreateAsync(
            host,
            $"forced-{forced.Trim('\'').Replace(':', '-')}",
            ("package.json", Manifest($"\"ms\": \"{declared}\", \"uuid\": \"catalog:\"", name: "root")),
            ("pnpm-workspace.yaml", workspace + forced + "\n"),
            ("packages/a/package.json", Manifest("\"ms\": \"catalog:old\"", name: "a")));

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var report = ran.Report!;
        Assert.Equal(report.WrittenRange, Edge(report.After, report.ManifestPackageId, "ms").Range);
        Assert.Equal("2.1.3", Edge(report.After, "packages/a", "ms").Range);
        Assert.Equal(rest, Edge(report.After, string.Empty, "ms").Range);
        Assert.Equal("8.3.2", Edge(report.After, string.Empty, "uuid").Range);
        var clone = await repository.ApplyAsync(host, report.BaseCommit, report.Diff);
        var file = await File.ReadAllTextAsync(Path.Combine(clone, "pnpm-workspace.yaml"));
        Assert.EndsWith($"  ms: {written}\n", file, StringComparison.Ordinal);
        Assert.Contains("old:\n    ms: 2.1.3\n", file, StringComparison.Ordinal);
        await manager.CheckAsync(clone);
    }

    [Theory]
    [InlineData("yarn")]
    [InlineData("yarn-4.18")]
    public async Task Workspaces_and_resolutions_of_yarn_are_upgraded_together(string tool)
    {
        var manager = NodeTools.Of(tool);
        var repository = await manager.CreateAsync(
            host,
            $"resolutions-{tool}",
            ("package.json", "{\n  \"name\": \"root\", \"private\": true,\n  \"workspaces\": { \"packages\": [\"packages/*\"] },\n  \"resolutions\": { \"ms\": \"2.1.2\" }\n}\n"),
            ("packages/a/package.json", Manifest("\"ms\": \"^2.1.1\"", name: "a", scripts: TestScript)),
            ("packages/a/test.js", "require('assert').equal(require('ms/package.json').version, '2.1.3'); console.log('ran a');\n"),
            ("packages/b/package.json", Manifest("\"a\": \"1.0.0\", \"ms\": \"~2.1.0\", \"debug\": \"4.3.4\"", name: "b")));

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var report = ran.Report!;
        Assert.Equal(["package.json", "packages/a/package.json", "packages/b/package.json", "yarn.lock"], report.ChangedFiles);
        Assert.Equal(("2.1.2", "^2.1.3"), (report.FromVersion, report.WrittenRange));
        Assert.Contains("\"ms\": \"2.1.3\"", report.Diff, StringComparison.Ordinal);
        Assert.Equal("2.1.3", Assert.Single(report.After.Packages, package => package.Name == "ms").Version);
        Assert.Equal("packages/a", Edge(report.After, "packages/b", "a").To);
        Assert.Contains("ran a", report.Tests!.Output, StringComparison.Ordinal);
        await manager.CheckAsync(await repository.ApplyAsync(host, report.BaseCommit, report.Diff));
    }

    [Theory]
    [InlineData("pnpm")]
    [InlineData("yarn")]
    [InlineData("yarn-4.18")]
    public async Task Peer_conflict_is_overridden_and_left_to_the_proof(string tool)
    {
        var repository = await NodeTools.Of(tool).CreateAsync(
            host, $"peer-{tool}", ("package.json", Manifest("\"ajv\": \"6.12.6\",\n    \"ajv-keywords\": \"3.5.2\"")), (".npmrc", "strict-peer-dependencies=true\n"));

        var ran = await host.RunAsync(repository.Name, "ajv", "8.17.1");

        Assert.True(ran.Report!.PeerConflictOverridden);
        var after = ran.Report.After;
        var peer = Assert.Single(after.Edges, edge => edge is { Kind: DependencyKind.Peer, Name: "ajv" });
        Assert.Equal(("ajv-keywords", "^6.9.1"), (after.Packages.Single(package => package.Id == peer.From).Name, peer.Range));
        Assert.Equal("8.17.1", after.Packages.Single(package => package.Id == peer.To).Version);
    }

    [Theory]
    [InlineData("pnpm")]
    [InlineData("yarn")]
    [InlineData("yarn-4.18")]
    public async Task Scripts_run_without_network_and_get_nothing_into_the_change(string tool)
    {
        const string script = "const fs = require('fs');\n"
            + "fs.writeFileSync('ran.json', JSON.stringify({ keys: Object.keys(process.env), shadow: fs.existsSync('/etc/shadow'), links: Object.keys(require('os').networkInterfaces()) }));\n"
            + "fs.writeFileSync('index.js', 'tampered');\n";
        const string test = "const r = require('./ran.json'); const a = require('assert');\n"
            + "a.equal(r.shadow, false); a.ok(!r.keys.some(k => /^DOTNET_|^https?_proxy$/i.test(k))); a.deepEqual(r.links, ['lo']);\n";
        var repository = await NodeTools.Of(tool).CreateAsync(
            host,
            $"scripts-{tool}",
            ("package.json", Manifest("\"ms\": \"2.1.2\"", scripts: "\"postinstall\": \"node script.js\", " + TestScript)),
            ("script.js", script),
            ("index.js", "original"),
            ("test.js", test));

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.DoesNotContain("tampered", ran.Report!.Diff, StringComparison.Ordinal);
    }

    private static LockedPackage Locked(LockGraph graph, string name) => graph.Packages.Single(package => package.Name == name);

    private static DependencyEdge Edge(LockGraph graph, string from, string name) => graph.Edges.Single(edge => edge.From == from && edge.Name == name);
}
