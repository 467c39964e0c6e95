using System.Security.Cryptography;
using System.Text;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems.Node;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Upgrades;

/// <summary>Real upgrades of real repositories from the real registry.</summary>
[Collection(WorkerCollection.Name)]
public sealed class NodeUpgradeTests(WorkerHost host)
{
    private const string Tests = "\"test\": \"node test.js\"";

    private const string UuidSource = "const uuidv4 = require('uuid/v4');\nmodule.exports = () => uuidv4();\n";
    private const string UuidTest = "const id = require('./id')();\nrequire('assert').match(id, /^[0-9a-f-]{36}$/);\n";

    [Fact]
    public async Task Upgrade_whose_tests_pass_succeeds()
    {
        var repository = await CreateLockedAsync("happy", ("package.json", Manifest("\"ms\": \"2.1.2\"", scripts: Tests)), ("test.js", "require('assert').equal(require('ms')('1s'), 1000);\n"));
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
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(host.StateDirectory, "work"), $"{command.Context.UpgradeId:N}*"));
    }

    [Fact]
    public async Task Diff_applies_to_the_base_commit_and_yields_an_installable_project()
    {
        var repository = await CreateLockedAsync("diff", ("package.json", Manifest("\"ms\": \"^2.1.1\"")), exactly: "2.1.1");

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
        var repository = await CreateUuidAsync("broken");

        var ran = await host.RunAsync(repository.Name, "uuid", "9.0.1");

        Assert.Equal((RunOutcome.TestsFailed, FailureCodes.TestsFailed), (ran.Outcome, ran.Failure!.Code));
        Assert.Contains("ERR_PACKAGE_PATH_NOT_EXPORTED", ran.Report!.Tests!.Output, StringComparison.Ordinal);
        var usage = ran.Report.Usages[0];
        Assert.Equal(("id.js", UuidSource), (usage.Path, usage.Content));
        Assert.Equal(Sha256(UuidSource), usage.Sha256);
        Assert.Contains(ran.Report.Usages, file => file.Path == "test.js");
        Assert.DoesNotContain(ran.Report.Usages, file => file.Path.Contains("node_modules", StringComparison.Ordinal));
        Assert.Equal(StepStatus.Failed, ran.Timings[^1].Status);
    }

    [Fact]
    public async Task Repair_is_applied_on_top_of_the_upgrade_and_stands_in_the_diff()
    {
        var repository = await CreateUuidAsync("repaired");
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

    [Theory]
    [InlineData("id.js", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("missing.js", null)]
    [InlineData("../id.js", null)]
    [InlineData("/etc/passwd", null)]
    [InlineData("package.json", null)]
    [InlineData("package-lock.json", null)]
    [InlineData(".git/config", null)]
    [InlineData("link.js", null)]
    public async Task Repair_that_is_out_of_place_is_refused(string path, string? sha256)
    {
        var repository = await CreateUuidAsync($"refused-{Guid.NewGuid():N}", repository => repository.Link("link.js", "id.js"));
        var command = WorkerHost.Command(repository.Name, "uuid", "9.0.1") with
        {
            Attempt = 2,
            Edits = [new FileEdit { Path = path, BaseSha256 = sha256 ?? Sha256(UuidSource), NewContent = "evil();\n", Diff = string.Empty }],
        };

        var ran = await host.RunAsync(command);

        Assert.Equal((RunOutcome.Failed, FailureCodes.PatchDoesNotApply), (ran.Outcome, ran.Failure!.Code));
    }

    [Fact]
    public async Task Peer_conflict_is_overridden_and_left_to_the_proof()
    {
        var repository = await CreateLockedAsync("peer", ("package.json", Manifest("\"ajv\": \"6.12.6\",\n    \"ajv-keywords\": \"3.5.2\"")));

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
            ("packages/a/package.json", Manifest("\"ms\": \"^2.1.1\"", name: "a", scripts: Tests)),
            ("packages/b/package.json", Manifest("\"ms\": \"~2.1.1\"", name: "b", scripts: Tests)),
            ("packages/left-out/package.json", Manifest("\"ms\": \"2.0.0\"", name: "c")),
            ("packages/a/test.js", "require('assert').equal(require('ms')('1s'), 1000);\n"),
            ("packages/b/test.js", "console.log('ran b');\n"),
        ];
        var repository = await CreateLockedAsync("workspaces", files, exactly: "2.1.1");

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
        var repository = await CreateLockedAsync("bytes", ("package.json", manifest), exactly: "2.1.1");

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
            host, $"tests/unlocked-{Guid.NewGuid():N}", ("package.json", Manifest("\"ms\": \"2.1.2\"", scripts: Tests)), (".npmrc", npmrc), ("test.js", "require('ms');\n"));

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.Succeeded, "2.1.2"), (ran.Outcome, ran.Report!.FromVersion));
        Assert.Equal(["package.json"], ran.Report.ChangedFiles);
        Assert.DoesNotContain("package-lock", ran.Report.Diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lockfile_of_version_1_is_read_by_way_of_npm()
    {
        var repository = await CreateLockedAsync(
            "version1", ("package.json", Manifest("\"ms\": \"2.1.2\"")), npmArgument: "--lockfile-version=1");

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal("2.1.2", Locked(ran.Report!.Before, "node_modules/ms").Version);
        Assert.Contains(ran.Report.Notes, note => note.Contains("version 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tests_that_failed_before_cannot_judge_the_upgrade()
    {
        var repository = await CreateLockedAsync("failing", ("package.json", Manifest("\"ms\": \"2.1.2\"", scripts: Tests)), ("test.js", "process.exit(1);\n"));

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.Failed, FailureCodes.TestsFailingBeforeUpgrade), (ran.Outcome, ran.Failure!.Code));
        Assert.NotNull(ran.Report);
    }

    [Fact]
    public async Task Install_scripts_run_without_a_network_and_without_secrets()
    {
        const string script = "const net = require('net'); const fs = require('fs');\n"
            + "fs.writeFileSync('ran.json', JSON.stringify({ keys: Object.keys(process.env), shadow: fs.existsSync('/etc/shadow') }));\n"
            + "fs.writeFileSync('package.json', 'tampered');\n"
            + "net.connect(443, '1.1.1.1').on('error', () => process.exit(0)).on('connect', () => process.exit(9));\n";
        var repository = await CreateLockedAsync(
            "scripts",
            ("package.json", Manifest("\"ms\": \"2.1.2\"", scripts: "\"prepare\": \"node script.js\", \"test\": \"node test.js\"")),
            ("script.js", script),
            ("test.js", "const r = require('./ran.json'); require('assert').equal(r.shadow, false); require('assert').ok(!r.keys.includes('DOTNET_ROOT'));\n"));

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        // The script broke package.json, and so npm test, on the base commit as well; what counts is that none of it is in the change.
        Assert.Equal(["package-lock.json", "package.json"], ran.Report!.ChangedFiles);
        Assert.DoesNotContain("tampered", ran.Report.Diff, StringComparison.Ordinal);
        Assert.DoesNotContain("ran.json", ran.Report.Diff, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such/repository", "ms", "2.1.3", FailureCodes.RepositoryNotFound)]
    [InlineData("../escape", "ms", "2.1.3", FailureCodes.RepositoryRefused)]
    [InlineData("--upload-pack=touch/x", "ms", "2.1.3", FailureCodes.RepositoryRefused)]
    [InlineData("tests/errors", "lodash", "latest", FailureCodes.PackageNotInRepository)]
    [InlineData("tests/errors", "--global", "latest", FailureCodes.InvalidPackageName)]
    [InlineData("tests/errors", "ms", "99.0.0", FailureCodes.VersionNotFound)]
    [InlineData("tests/errors", "ms", "$(touch x)", FailureCodes.InvalidTargetVersion)]
    [InlineData("tests/errors", "ms", "2.1.2", FailureCodes.AlreadyUpToDate)]
    [InlineData("tests/errors", "ms", "2.0.0", FailureCodes.DowngradeRefused)]
    [InlineData("tests/errors", "by-git", "latest", FailureCodes.UnsupportedConstraint)]
    [InlineData("tests/errors", "aliased", "latest", FailureCodes.UnsupportedConstraint)]
    [InlineData("tests/errors", "uuid", "latest", FailureCodes.UnsupportedConstraint)]
    [InlineData("tests/errors", "tagged", "latest", FailureCodes.UnsupportedConstraint)]
    [InlineData("tests/errors", "speccursor-no-such-package-1", "1.0.0", FailureCodes.LockfileOutOfDate)]
    public async Task What_cannot_be_done_fails_with_its_reason(string repository, string package, string target, string code)
    {
        if (!Directory.Exists(host.RepositoryPath("tests/errors")))
        {
            await CreateErrorsAsync();
        }

        var ran = await host.RunAsync(repository, package, target);

        Assert.Equal((RunOutcome.Failed, code), (ran.Outcome, ran.Failure!.Code));
        Assert.False(ran.Failure.IsTransient);
        Assert.EndsWith(".", ran.Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_current_version_than_expected_ends_the_upgrade()
    {
        var repository = await CreateLockedAsync("mismatch", ("package.json", Manifest("\"ms\": \"2.1.2\"")));

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3", current: "2.0.0");

        Assert.Equal(FailureCodes.CurrentVersionMismatch, ran.Failure!.Code);
    }

    [Theory]
    [InlineData("package.json", "{ not json", FailureCodes.InvalidManifest)]
    [InlineData("package.json", "[]", FailureCodes.InvalidManifest)]
    [InlineData("package.json", "{\"dependencies\": {\"ms\": 1}}", FailureCodes.InvalidManifest)]
    [InlineData("package-lock.json", "{ not json", FailureCodes.InvalidLockfile)]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: 9", FailureCodes.UnsupportedPackageManager)]
    [InlineData("yarn.lock", "", FailureCodes.UnsupportedPackageManager)]
    [InlineData(".npmrc", "//registry.example.org/:_authToken=abcdef", FailureCodes.UnsupportedRegistry)]
    [InlineData(".npmrc", "registry=http://127.0.0.1:1/", FailureCodes.UnsupportedRegistry)]
    public async Task What_a_repository_must_not_have_fails_with_its_reason(string path, string content, string code)
    {
        var files = new Dictionary<string, string> { ["package.json"] = Manifest("\"ms\": \"2.1.2\""), [path] = content };
        var repository = await TestRepository.CreateAsync(
            host, $"tests/bad-{Guid.NewGuid():N}", [.. files.Select(file => (file.Key, file.Value))]);

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.Failed, code), (ran.Outcome, ran.Failure!.Code));
    }

    [Fact]
    public async Task Manifest_that_is_a_link_out_of_the_repository_is_not_followed()
    {
        var repository = await TestRepository.CreateEmptyAsync(host, "tests/linked");
        await repository.WriteAsync("README.md", "x"u8.ToArray());
        repository.Link("package.json", "/etc/passwd");
        await repository.CommitAsync();
        var before = host.Metrics.Count("suspicious", "kind=path_traversal");

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal(FailureCodes.UnsafePath, ran.Failure!.Code);
        Assert.DoesNotContain("root:", ran.Failure.Reason + ran.Failure.Detail, StringComparison.Ordinal);
        Assert.Equal(before + 1, host.Metrics.Count("suspicious", "kind=path_traversal"));
    }

    [Fact]
    public async Task Cancelled_upgrade_leaves_nothing_behind()
    {
        var repository = await CreateLockedAsync("cancelled", ("package.json", Manifest("\"ms\": \"2.1.2\"", scripts: Tests)), ("test.js", "setInterval(() => {}, 1000);\n"));
        var command = WorkerHost.Command(repository.Name, "ms", "2.1.3");
        using var cancellation = new CancellationTokenSource();

        var run = host.RunAsync(command, cancellation.Token);
        await host.Progress.WhenStarted(command.Context.UpgradeId, UpgradeStep.Test).WaitAsync(TimeSpan.FromSeconds(60));
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(host.StateDirectory, "work"), $"{command.Context.UpgradeId:N}*"));
    }

    internal static string Manifest(string dependencies, string name = "app", string scripts = "") =>
        $"{{\n  \"name\": \"{name}\",\n  \"version\": \"1.0.0\",\n  \"scripts\": {{ {scripts} }},\n  \"dependencies\": {{\n    {dependencies}\n  }}\n}}\n";

    private async Task<TestRepository> CreateLockedAsync(string name, params (string Path, string Content)[] files) =>
        await CreateLockedAsync(name, files, npmArgument: null);

    private Task<TestRepository> CreateLockedAsync(
        string name, (string Path, string Content) file, string? npmArgument = null, string? exactly = null) =>
        CreateLockedAsync(name, [file], npmArgument, exactly: exactly);

    /// <param name="name">The repository.</param>
    /// <param name="files">What is in it.</param>
    /// <param name="npmArgument">Besides those that make npm lock only.</param>
    /// <param name="more">Done before the commit.</param>
    /// <param name="exactly">The version of ms to lock, whatever else the manifests' ranges admit.</param>
    private async Task<TestRepository> CreateLockedAsync(
        string name, (string Path, string Content)[] files, string? npmArgument = null, Action<TestRepository>? more = null, string? exactly = null)
    {
        var repository = await TestRepository.CreateEmptyAsync(host, $"tests/{name}");
        foreach (var (path, content) in files)
        {
            var bytes = Encoding.UTF8.GetBytes(content);
            await repository.WriteAsync(path, exactly is null || !path.EndsWith(".json", StringComparison.Ordinal) ? bytes : JsonText.ReplaceString(bytes, ["dependencies", "ms"], exactly) ?? bytes);
        }

        await repository.LockAsync(npmArgument is null ? [] : [npmArgument]);
        foreach (var (path, content) in exactly is null ? [] : files.Where(file => file.Path.EndsWith(".json", StringComparison.Ordinal) && file.Content.Contains("\"ms\"", StringComparison.Ordinal)))
        {
            await repository.WriteAsync(path, Encoding.UTF8.GetBytes(content));
            var range = PackageJson.Parse(path, Encoding.UTF8.GetBytes(content)).Dependencies["dependencies"]["ms"];
            await repository.EditAsync(
                "package-lock.json", text => JsonText.ReplaceString(text, ["packages", Path.GetDirectoryName(path)!, "dependencies", "ms"], range) ?? text);
        }

        more?.Invoke(repository);
        await repository.CommitAsync();
        return repository;
    }

    private Task<TestRepository> CreateUuidAsync(string name, Action<TestRepository>? more = null) => CreateLockedAsync(
        name, [("package.json", Manifest("\"uuid\": \"^3.4.0\"", scripts: Tests)), ("id.js", UuidSource), ("test.js", UuidTest), (".gitignore", "node_modules\n")], more: more);

    private async Task CreateErrorsAsync()
    {
        var repository = await CreateLockedAsync("errors", ("package.json", Manifest("\"ms\": \"2.1.2\"")));
        await repository.WriteAsync("package.json", Encoding.UTF8.GetBytes(Manifest(
            "\"ms\": \"2.1.2\", \"by-git\": \"github:owner/by-git\", \"aliased\": \"npm:uuid@^3.0.0\", \"tagged\": \"next\", \"speccursor-no-such-package-1\": \"^1.0.0\"")));
        await repository.CommitAsync();
    }

    private static LockedPackage Locked(LockGraph graph, string id) => graph.Packages.Single(package => package.Id == id);

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
