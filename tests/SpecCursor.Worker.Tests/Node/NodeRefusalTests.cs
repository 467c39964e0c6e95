using System.Text;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using static SpecCursor.Worker.Tests.Node.NodeRepositories;

namespace SpecCursor.Worker.Tests.Node;

/// <summary>What can't be upgraded ends with a reason that a person understands.</summary>
[Collection(WorkerCollection.Name)]
public sealed class NodeRefusalTests(WorkerHost host)
{
    private readonly NodeRepositories _repositories = new(host);

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
        if (!Directory.Exists(host.RepositoryPath("tests/refused")))
        {
            await _repositories.CreateUuidAsync("refused", repository => repository.Link("link.js", "id.js"));
        }

        var command = WorkerHost.Command("tests/refused", "uuid", "9.0.1") with
        {
            Attempt = 2,
            Edits = [new FileEdit { Path = path, BaseSha256 = sha256 ?? Sha256(UuidSource), NewContent = "evil();\n", Diff = string.Empty }],
        };

        var ran = await host.RunAsync(command);

        Assert.Equal((RunOutcome.Failed, FailureCodes.PatchDoesNotApply), (ran.Outcome, ran.Failure!.Code));
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
        var repository = await _repositories.CreateAsync("mismatch", [("package.json", Manifest("\"ms\": \"2.1.2\""))]);

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3", current: "2.0.0");

        Assert.Equal(FailureCodes.CurrentVersionMismatch, ran.Failure!.Code);
    }

    [Theory]
    [InlineData("package.json", "{ not json", FailureCodes.InvalidManifest)]
    [InlineData("package.json", "[]", FailureCodes.InvalidManifest)]
    [InlineData("package.json", "{\"dependencies\": {\"ms\": 1}}", FailureCodes.InvalidManifest)]
    [InlineData("package-lock.json", "{ not json", FailureCodes.InvalidLockfile)]
    [InlineData("bun.lock", "{}", FailureCodes.UnsupportedPackageManager)]
    [InlineData("pnpm-lock.yaml", "", FailureCodes.InvalidLockfile)]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: '9.0'\nimporters: {", FailureCodes.InvalidLockfile)]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: '9.0'\na: &a [x, x]\nb: &b [*a, *a]\n", FailureCodes.InvalidLockfile)]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: '9.0'\n---\nlockfileVersion: '9.0'\n", FailureCodes.InvalidLockfile)]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: '9.0'\n", FailureCodes.LockfileOutOfDate)]
    [InlineData("pnpm-lock.yaml", "lockfileVersion: 5.4\n", FailureCodes.UnsupportedPackageManager)]
    [InlineData("yarn.lock", "", FailureCodes.LockfileOutOfDate)]
    [InlineData("yarn.lock", "<<<<<<< ours\n", FailureCodes.InvalidLockfile)]
    [InlineData("yarn.lock", "__metadata:\n  version: 8\n", FailureCodes.LockfileOutOfDate)]
    [InlineData("yarn.lock", "__metadata:\n  version: 4\n", FailureCodes.UnsupportedPackageManager)]
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

    [Theory]
    [InlineData("pnpm", "package-lock.json", "{}", "lockfiles of npm and pnpm")]
    [InlineData("pnpm", "package.json", """{ "packageManager": "yarn@4.1.0", "dependencies": { "ms": "2.1.2" } }""", "uses yarn, but its lockfile is one of pnpm")]
    [InlineData("pnpm", "package.json", """{ "dependencies": { "ms": "catalog:" } }""", "'catalog:'")]
    [InlineData("pnpm", "package.json", """{ "dependencies": { "ms": "2.1.2" }, "pnpm": { "overrides": { "ms": "npm:uuid@3" } } }""", "forces 'ms' in 'pnpm.overrides'")]
    [InlineData("pnpm", "pnpm-workspace.yaml", "packages: [", "pnpm-workspace.yaml")]
    [InlineData("pnpm", "pnpm-workspace.yaml", "catalog: &a\n  ms: 2.1.2\noverrides: *a\n", "aliases")]
    [InlineData("pnpm", "pnpm-workspace.yaml", "registry: http://127.0.0.1:1/\n", "not a public https address")]
    [InlineData("pnpm", "pnpm-workspace.yaml", "registries:\n  default: https://10.0.0.1/\n", "not a public https address")]
    [InlineData("pnpm", ".npmrc", "_authToken=abc", "credentials")]
    [InlineData("yarn", ".yarnrc", "registry \"http://127.0.0.1:1/\"\n", "not a public https address")]
    [InlineData("yarn", ".yarnrc", "\"//r.example.org/:_authToken\" abc\n", "credentials")]
    [InlineData("yarn", ".yarnrc", "yarn-offline-mirror \"./packages\"\n", "yarn-offline-mirror")]
    [InlineData("yarn-4.18", ".yarnrc.yml", "npmRegistryServer: \"http://127.0.0.1:1\"\n", "not a public https address")]
    [InlineData("yarn-4.18", ".yarnrc.yml", "npmScopes:\n  a:\n    npmAuthToken: abc\n", "credentials")]
    [InlineData("yarn-4.18", ".yarnrc.yml", "npmScopes: [", ".yarnrc.yml")]
    [InlineData("yarn-4.18", ".pnp.cjs", "", "zero-installs")]
    [InlineData("yarn-4.18", ".yarn/cache/ms.zip", "", "zero-installs")]
    [InlineData("yarn-4.18", "package.json", """{ "dependencies": { "ms": "catalog:" } }""", "'catalog:'")]
    public async Task What_a_project_of_another_package_manager_must_not_have_fails_with_its_reason(string tool, string path, string content, string reason)
    {
        var manager = NodeTools.Of(tool);
        var files = new Dictionary<string, string> { ["package.json"] = Manifest("\"ms\": \"2.1.2\""), [manager.Lockfile] = manager.LockOfMs, [path] = content };
        var repository = await TestRepository.CreateAsync(host, $"tests/bad-{Guid.NewGuid():N}", [.. files.Select(file => (file.Key, file.Value))]);

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal(RunOutcome.Failed, ran.Outcome);
        Assert.Contains(reason, ran.Failure!.Reason, StringComparison.Ordinal);
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

    private async Task CreateErrorsAsync()
    {
        var repository = await _repositories.CreateAsync("errors", [("package.json", Manifest("\"ms\": \"2.1.2\""))]);
        await repository.WriteAsync("package.json", Encoding.UTF8.GetBytes(Manifest(
            "\"ms\": \"2.1.2\", \"by-git\": \"github:owner/by-git\", \"aliased\": \"npm:uuid@^3.0.0\", \"tagged\": \"next\", \"speccursor-no-such-package-1\": \"^1.0.0\"")));
        await repository.CommitAsync();
    }
}
