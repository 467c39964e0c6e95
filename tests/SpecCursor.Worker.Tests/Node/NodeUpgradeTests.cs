using System.Text;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using static SpecCursor.Worker.Tests.Node.NodeRepositories;

namespace SpecCursor.Worker.Tests.Node;

/// <summary>Real upgrades of real repositories from the real registry.</summary>
[Collection(WorkerCollection.Name)]
public sealed class NodeUpgradeTests(WorkerHost host)
{
    private readonly NodeRepositories _repositories = new(host);

    [Fact]
    public async Task Upgrade_whose_tests_pass_succeeds()
    {
        var repository = await _repositories.CreateMsAsync("happy", "require('assert').equal(require('ms')('1s'), 1000);\n");
        var command = WorkerHost.Command(repository.Name, "ms", "2.1.3", current: "2.1.2");

        var ran = await host.RunAsync(command);

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal((command.Context.UpgradeId, 1L, 1), (ran.UpgradeId, ran.Fence, ran.Attempt));
        var report = ran.Report!;
        Assert.Equal(("2.1.2", "2.1.3", "2.1.2", "2.1.3"), (report.FromVersion, report.ToVersion, report.OldRange, report.WrittenRange));
        Assert.Equal(("main", "package.json", string.Empty), (report.BaseBranch, report.ManifestPath, report.ManifestPackageId));
        Assert.Equal(["package-lock.json", "package.json"], report.ChangedFiles);
        Assert.Equal("2.1.2", Locked(report.Before, "node_modules/ms").Version);
        Assert.Equal("2.1.3", Locked(report.After, "node_modules/ms").Version);
        Assert.StartsWith("sha512-", Locked(report.After, "node_modules/ms").Integrity, StringComparison.Ordinal);
        Assert.Contains("2.0.0", report.PublishedVersions);
        Assert.Equal((0, "npm test"), (report.Tests!.ExitCode, report.Tests.Command));
        Assert.False(report.PeerConflictOverridden);
        Assert.Equal([UpgradeStep.Resolve, UpgradeStep.Apply, UpgradeStep.Test], ran.Timings.Select(timing => timing.Step));
        Assert.All(ran.Timings, timing => Assert.Equal(StepStatus.Succeeded, timing.Status));
        Assert.Equal([UpgradeStep.Resolve, UpgradeStep.Apply, UpgradeStep.Test], host.Progress.Started(command.Context.UpgradeId));
        var expected = Assert.Single(host.Ahead.Of(command.Context.UpgradeId));
        Assert.Equivalent(ProveUpgrade.Of(command.Context, command.Fence, command.Attempt, report), expected, strict: true);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(host.StateDirectory, "work"), $"{command.Context.UpgradeId:N}*"));
    }

    [Fact]
    public async Task Diff_applies_to_the_base_commit_and_yields_an_installable_project()
    {
        var repository = await _repositories.CreateAsync("diff", [("package.json", Manifest("\"ms\": \"^2.1.1\""))], exactly: "2.1.1");

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.2");

        // The range admits 2.1.3; what was asked for is locked nevertheless.
        var report = ran.Report!;
        Assert.Equal(("^2.1.2", "2.1.2"), (report.WrittenRange, Locked(report.After, "node_modules/ms").Version));
        var clone = await repository.ApplyAsync(host, report.BaseCommit, report.Diff);
        await Tool.RunAsync(clone, "npm", "ci", "--ignore-scripts");
        Assert.Contains("\"version\": \"2.1.2\"", await File.ReadAllTextAsync(Path.Combine(clone, "node_modules/ms/package.json")), StringComparison.Ordinal);
        Assert.Null(report.Tests);
        Assert.Contains(report.Notes, note => note.Contains("no tests", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Upgrade_that_breaks_the_tests_is_reported_with_the_files_that_use_the_package()
    {
        var repository = await _repositories.CreateUuidAsync("broken");

        var ran = await host.RunAsync(repository.Name, "uuid", "9.0.1");

        Assert.Equal((RunOutcome.TestsFailed, FailureCodes.TestsFailed), (ran.Outcome, ran.Failure!.Code));
        Assert.Contains("ERR_PACKAGE_PATH_NOT_EXPORTED", ran.Report!.Tests!.Output, StringComparison.Ordinal);
        var usage = ran.Report.Usages[0];
        Assert.Equal(("id.js", UuidSource), (usage.Path, usage.Content));
        Assert.Equal(Sha256(UuidSource), usage.Sha256);
        Assert.Contains(ran.Report.Usages, file => file.Path == "test.js");
        Assert.DoesNotContain(ran.Report.Usages, file => file.Path.Contains("node_modules", StringComparison.Ordinal));
        Assert.Equal(("CHANGELOG.md", "9.0.1"), (ran.Report.ReleaseNotes!.Source, ran.Report.ReleaseNotes.Releases[0].Version));
        Assert.Contains(ran.Report.ReleaseNotes.Releases, release => release.Version == "8.0.0" && release.Text.Contains("remove deep requires", StringComparison.Ordinal));
        Assert.DoesNotContain(ran.Report.ReleaseNotes.Releases, release => release.Version.StartsWith('3'));
        Assert.Equal(StepStatus.Failed, ran.Timings[^1].Status);
    }

    [Fact]
    public async Task Repair_is_applied_on_top_of_the_upgrade_and_stands_in_the_diff()
    {
        var repository = await _repositories.CreateUuidAsync("repaired");
        const string repaired = "const { v4: uuidv4 } = require('uuid');\nmodule.exports = () => uuidv4();\n";
        var command = WorkerHost.Command(repository.Name, "uuid", "latest") with
        {
            Attempt = 2,
            PinnedVersion = "9.0.1",
            Edits = [new FileEdit { Path = "id.js", BaseSha256 = Sha256(UuidSource), NewContent = repaired, Diff = string.Empty }],
        };

        var ran = await host.RunAsync(command);

        Assert.Equal((RunOutcome.Succeeded, "9.0.1"), (ran.Outcome, ran.Report!.ToVersion));
        Assert.Equal(["id.js", "package-lock.json", "package.json"], ran.Report.ChangedFiles);
        var clone = await repository.ApplyAsync(host, ran.Report.BaseCommit, ran.Report.Diff);
        Assert.Equal(repaired, await File.ReadAllTextAsync(Path.Combine(clone, "id.js")));
    }

    [Fact]
    public async Task Peer_conflict_is_overridden_and_left_to_the_proof()
    {
        var repository = await _repositories.CreateAsync("peer", [("package.json", Manifest("\"ajv\": \"6.12.6\",\n    \"ajv-keywords\": \"3.5.2\""))]);

        var ran = await host.RunAsync(repository.Name, "ajv", "8.17.1");

        Assert.True(ran.Report!.PeerConflictOverridden);
        var peer = Assert.Single(ran.Report.After.Edges, edge => edge is { Kind: DependencyKind.Peer, Name: "ajv" });
        Assert.Equal(("node_modules/ajv-keywords", "^6.9.1", "node_modules/ajv"), (peer.From, peer.Range, peer.To));
        Assert.Equal("8.17.1", Locked(ran.Report.After, "node_modules/ajv").Version);
    }

    [Fact]
    public async Task Every_workspace_that_declares_the_package_is_upgraded()
    {
        (string, string)[] files =
        [
            ("package.json", "{\n  \"name\": \"root\",\n  \"private\": true,\n  \"workspaces\": [\"packages/*\", \"!packages/left-out\"]\n}\n"),
            ("packages/a/package.json", Manifest("\"ms\": \"^2.1.1\"", name: "a", scripts: TestScript)),
            ("packages/b/package.json", Manifest("\"ms\": \"~2.1.1\"", name: "b", scripts: TestScript)),
            ("packages/left-out/package.json", Manifest("\"ms\": \"2.0.0\"", name: "c")),
            ("packages/a/test.js", "require('assert').equal(require('ms')('1s'), 1000);\n"),
            ("packages/b/test.js", "console.log('ran b');\n"),
        ];
        var repository = await _repositories.CreateAsync("workspaces", files, exactly: "2.1.1");

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        var report = ran.Report!;
        Assert.Equal(RunOutcome.Succeeded, ran.Outcome);
        Assert.Equal(["package-lock.json", "packages/a/package.json", "packages/b/package.json"], report.ChangedFiles);
        Assert.Equal(("packages/a/package.json", "packages/a", "^2.1.3"), (report.ManifestPath, report.ManifestPackageId, report.WrittenRange));
        Assert.Contains("\"ms\": \"~2.1.3\"", report.Diff, StringComparison.Ordinal);
        Assert.Contains("ran b", report.Tests!.Output, StringComparison.Ordinal);
        Assert.All(
            report.After.Edges.Where(edge => edge.Name == "ms"),
            edge => Assert.Equal("2.1.3", report.After.Packages.Single(package => package.Id == edge.To).Version));
        var clone = await repository.ApplyAsync(host, report.BaseCommit, report.Diff);
        await Tool.RunAsync(clone, "npm", "ci", "--ignore-scripts");
    }

    [Fact]
    public async Task Manifest_keeps_every_byte_but_the_version()
    {
        const string manifest = "\uFEFF{\r\n\t\"name\":   \"odd\",\r\n\t\"version\": \"1.0.0\",\r\n\t\"dependencies\": {\"ms\"  :\t\"~2.1.1\" }, \"files\": [ \"a\",\"b\" ],\r\n\t\"description\": \"h\\u00e9 <b>\"\r\n}";
        var repository = await _repositories.CreateAsync("bytes", [("package.json", manifest)], exactly: "2.1.1");

        var ran = await host.RunAsync(repository.Name, "ms", "patch");

        Assert.Equal("~2.1.3", ran.Report!.WrittenRange);
        var clone = await repository.ApplyAsync(host, ran.Report.BaseCommit, ran.Report.Diff);
        Assert.Equal(
            Encoding.UTF8.GetBytes(manifest.Replace("~2.1.1", "~2.1.3", StringComparison.Ordinal)),
            await File.ReadAllBytesAsync(Path.Combine(clone, "package.json")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("package-lock=false\n")]
    public async Task Repository_without_a_lockfile_gets_none(string npmrc)
    {
        var repository = await TestRepository.CreateAsync(
            host, $"tests/unlocked-{Guid.NewGuid():N}", ("package.json", Manifest("\"ms\": \"2.1.2\"", scripts: TestScript)), (".npmrc", npmrc), ("test.js", "require('ms');\n"));

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.Succeeded, "2.1.2"), (ran.Outcome, ran.Report!.FromVersion));
        Assert.Equal(["package.json"], ran.Report.ChangedFiles);
        Assert.DoesNotContain("package-lock", ran.Report.Diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lockfile_of_version_1_is_read_by_way_of_npm()
    {
        var repository = await _repositories.CreateAsync("version1", [("package.json", Manifest("\"ms\": \"2.1.2\""))], npmArgument: "--lockfile-version=1");

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal("2.1.2", Locked(ran.Report!.Before, "node_modules/ms").Version);
        Assert.Contains(ran.Report.Notes, note => note.Contains("version 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Install_scripts_run_without_network_and_environment_and_get_nothing_into_the_change()
    {
        const string script = "const fs = require('fs');\n"
            + "fs.writeFileSync('ran.json', JSON.stringify({ keys: Object.keys(process.env), shadow: fs.existsSync('/etc/shadow'), links: Object.keys(require('os').networkInterfaces()) }));\n"
            + "fs.writeFileSync('index.js', 'tampered');\n";
        const string test = "const r = require('./ran.json'); const a = require('assert');\n"
            + "a.equal(r.shadow, false); a.ok(!r.keys.some(k => k.startsWith('DOTNET_'))); a.deepEqual(r.links, ['lo']);\n";
        var repository = await _repositories.CreateAsync(
            "scripts",
            [
                ("package.json", Manifest("\"ms\": \"2.1.2\"", scripts: "\"prepare\": \"node script.js\", " + TestScript)),
                ("script.js", script),
                ("index.js", "original"),
                ("test.js", test),
            ]);

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(["package-lock.json", "package.json"], ran.Report!.ChangedFiles);
        Assert.DoesNotContain("tampered", ran.Report.Diff, StringComparison.Ordinal);
    }

    /// <summary>Real ones: without a word to them, the first wants to download a program, and the second to set up the hooks of a repository.</summary>
    [Fact]
    public async Task Install_scripts_of_well_known_packages_are_told_what_cannot_be_done()
    {
        const string manifest = "{ \"name\": \"app\", \"version\": \"1.0.0\", \"scripts\": { \"prepare\": \"husky install && node check.js\" }, \"dependencies\": { \"ms\": \"2.1.2\" },"
            + " \"devDependencies\": { \"@sentry/cli\": \"1.77.3\", \"husky\": \"8.0.3\" } }\n";
        var repository = await _repositories.CreateAsync(
            "told", [("package.json", manifest), ("check.js", "if (require('fs').existsSync('.husky/_')) throw new Error('hooks were set up');\n")]);

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.True(ran.Outcome == RunOutcome.Succeeded, $"{ran.Failure?.Reason}\n{ran.Failure?.Detail}");
    }

    [Fact]
    public async Task Build_that_the_upgrade_breaks_counts_as_its_tests()
    {
        var repository = await _repositories.CreateAsync(
            "build",
            [("package.json", Manifest("\"uuid\": \"^3.4.0\"", scripts: "\"prepare\": \"node id.js\", \"test\": \"node id.js\"")), ("id.js", UuidSource)]);

        var ran = await host.RunAsync(repository.Name, "uuid", "9.0.1");

        Assert.Equal((RunOutcome.TestsFailed, "npm run prepare"), (ran.Outcome, ran.Report!.Tests!.Command));
        Assert.Contains("AllowNetworkForInstallScripts", ran.Report.Tests.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tests_that_flood_the_output_are_stopped()
    {
        using var own = WorkerHost.With(("SpecCursor:Worker:Sandbox:OutputMegabytes", "1"));
        var repository = await new NodeRepositories(own).CreateMsAsync(
            "flood", "const flood = () => { console.log('x'.repeat(60000)); setImmediate(flood); };\nif (require('ms/package.json').version !== '2.1.2') flood();\n");

        var ran = await own.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.TestsFailed, "output"), (ran.Outcome, ran.Report!.Tests!.LimitExceeded));
        Assert.True(ran.Report.Tests.IsTruncated);
    }

    [Fact]
    public async Task Cancelled_upgrade_leaves_nothing_behind()
    {
        var repository = await _repositories.CreateMsAsync("cancelled", "setInterval(() => {}, 1000);\n");
        var command = WorkerHost.Command(repository.Name, "ms", "2.1.3");
        using var cancellation = new CancellationTokenSource();

        var run = host.RunAsync(command, cancellation.Token);
        await host.Progress.WhenStarted(command.Context.UpgradeId, UpgradeStep.Test).WaitAsync(TimeSpan.FromSeconds(60));
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(host.StateDirectory, "work"), $"{command.Context.UpgradeId:N}*"));
    }

    private static LockedPackage Locked(LockGraph graph, string id) => graph.Packages.Single(package => package.Id == id);
}
