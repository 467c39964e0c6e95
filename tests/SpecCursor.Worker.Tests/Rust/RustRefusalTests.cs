using System.Text;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Ecosystems.Rust;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using static SpecCursor.Worker.Tests.Rust.RustRepositories;

namespace SpecCursor.Worker.Tests.Rust;

/// <summary>What can't be upgraded ends with a reason that a person understands.</summary>
[Collection(EcosystemCollections.Rust)]
public sealed class RustRefusalTests(WorkerHost host)
{
    private const string Lock = "version = 3\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\n";

    private readonly RustRepositories _repositories = new(host);

    [Theory]
    [InlineData("tally = { path = \"own\", version = \"1\" }", "a folder")]
    [InlineData("tally = \"1\"\n\n[patch.crates-io]\ntally = { path = \"own\" }", "'[patch]'")]
    [InlineData("tally = \"1\"\nother = { package = \"tally\", version = \"2\" }", "as 'other' and 'tally'")]
    public async Task Dependency_that_no_version_can_be_written_for_is_refused(string dependency, string reason)
    {
        var repository = await _repositories.CreateUnlockedAsync(
            $"constraint-{dependency.Length}",
            [
                ("Cargo.toml", Manifest($"[dependencies]\n{dependency}\n")), ("src/lib.rs", "\n"),
                ("own/Cargo.toml", "[package]\nname = \"tally\"\nversion = \"1.5.0\"\n"), ("own/src/lib.rs", "\n"),
            ]);
        await repository.CommitAsync();

        var ran = await _repositories.RunAsync(repository, "tally", "2.0.0");

        Refused(FailureCodes.UnsupportedConstraint, ran);
        Assert.Contains(reason, ran.Failure!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cargo.toml", "[dependencies", FailureCodes.InvalidManifest)]
    [InlineData("Cargo.toml", "[dependencies]\ntally = \"1\0\"\n", FailureCodes.InvalidManifest)]
    [InlineData("Cargo.toml", "[package]\nname = \"app\"\nversion = \"x\"\n\n[dependencies]\ntally = \"1\"\n", FailureCodes.InvalidManifest)]
    [InlineData("Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\nworkspace = \"loop\"\n\n[dependencies]\ntally = \"1\"\n", FailureCodes.InvalidManifest)]
    [InlineData("Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\n\n[dependencies]\ntally = 1\n", FailureCodes.InvalidManifest)]
    [InlineData("Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\n\n[dependencies]\ntally.workspace = true\n", FailureCodes.InvalidManifest)]
    [InlineData("Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\n\n[dependencies]\n\"t\u0430lly\" = \"1\"\n", FailureCodes.PackageNotInRepository)]
    [InlineData("Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\n\n[workspace.dependencies]\ntally = \"1\"\n", FailureCodes.PackageNotInRepository)]
    [InlineData("Cargo.lock", "[[package]]\nname = 1\n", FailureCodes.InvalidLockfile)]
    [InlineData("Cargo.lock", "not toml", FailureCodes.InvalidLockfile)]
    [InlineData("Cargo.lock", Lock, FailureCodes.LockfileOutOfDate)]
    [InlineData("Cargo.lock", Lock + "[[package]]\nname = \"x\"\nversion = \"1.0.0\"\nsource = \"sparse+https://crates.example.org/\"\n", FailureCodes.UnsupportedRegistry)]
    [InlineData(".cargo/config.toml", "[source.crates-io]\nreplace-with = \"mine\"\n[source.mine]\nregistry = \"sparse+https://crates.example.org/\"\n", FailureCodes.UnsupportedRegistry)]
    [InlineData(".cargo/config.toml", "include = [\"other.toml\"]\n", FailureCodes.UnsupportedRegistry)]
    [InlineData(".cargo/config", "patch.crates-io.tally.path = \"own\"\n", FailureCodes.UnsupportedRegistry)]
    [InlineData(".cargo/config.toml", "[build\n", FailureCodes.InvalidManifest)]
    public async Task What_a_repository_must_not_have_fails_with_its_reason(string path, string content, string code)
    {
        var files = new Dictionary<string, string>
        {
            ["Cargo.toml"] = Manifest("[dependencies]\ntally = \"1\"\n"),
            ["src/lib.rs"] = "\n",
            ["loop/src/lib.rs"] = "\n",
            ["loop/Cargo.toml"] = "[package]\nname = \"loop\"\nversion = \"0.1.0\"\nworkspace = \"..\"\n",
            [path] = content,
        };
        var repository = await _repositories.CreateUnlockedAsync($"bad-{Guid.NewGuid():N}", files.Select(file => (file.Key, file.Value)));
        await repository.CommitAsync();

        Refused(code, await _repositories.RunAsync(repository, "tally", "2.0.0"));
    }

    [Theory]
    [InlineData("1.2.0", FailureCodes.VersionWithdrawn)]
    [InlineData("1.3.0", FailureCodes.VersionNotFound)]
    [InlineData("1.0.1", FailureCodes.DowngradeRefused)]
    public async Task Version_that_is_no_upgrade_is_refused(string target, string code)
    {
        var repository = await _repositories.CreateAsync(
            $"version-{target}", [("Cargo.toml", Manifest("[dependencies]\ntally = \"1.1\"\n")), ("src/lib.rs", "\n")]);

        Refused(code, await _repositories.RunAsync(repository, "tally", target));
    }

    [Fact]
    public async Task Package_that_the_registry_does_not_have_is_named()
    {
        var files = new (string, string)[] { ("Cargo.toml", Manifest("[dependencies]\nno-such-crate = \"1\"\n")), ("src/lib.rs", "\n") };
        var repository = await _repositories.CreateUnlockedAsync("missing", files);
        await repository.CommitAsync();

        var ran = await _repositories.RunAsync(repository, "no-such-crate", "2.0.0");

        Refused(FailureCodes.InstallFailed, ran);
        Assert.Contains("no-such-crate", ran.Failure!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lockfile_of_any_size_is_not_read()
    {
        var repository = await _repositories.CreateUnlockedAsync(
            "huge",
            [
                ("Cargo.toml", Manifest("[dependencies]\ntally = \"1\"\n")), ("src/lib.rs", "\n"), ("Cargo.lock", new string('\n', CargoLock.MaximumBytes + 1)),
            ]);
        await repository.CommitAsync();

        Refused(FailureCodes.FileTooLarge, await _repositories.RunAsync(repository, "tally", "2.0.0"));
    }

    [Fact]
    public async Task Repository_without_a_manifest_is_told_so()
    {
        var repository = await _repositories.CreateUnlockedAsync("none", [("README.md", "tally")]);
        await repository.CommitAsync();

        Refused(FailureCodes.ManifestNotFound, await _repositories.RunAsync(repository, "tally", "2.0.0"));
    }

    [Theory]
    [InlineData("Cargo.toml", "/etc/passwd")]
    [InlineData("Cargo.lock", "/etc/passwd")]
    [InlineData("member/Cargo.toml", "../other.toml")]
    public async Task Links_are_not_followed(string path, string target)
    {
        var repository = await _repositories.CreateUnlockedAsync(
            $"linked-{path.Replace('/', '-')}",
            [
                ("other.toml", Manifest("[dependencies]\ntally = \"1\"\n", "member")), ("member/src/lib.rs", "\n"), ("src/lib.rs", "\n"),
                .. path == "Cargo.toml" ? [] : new[] { ("Cargo.toml", Manifest("[dependencies]\ntally = \"1\"\n\n[workspace]\nmembers = [\"member\"]\n")) },
            ]);
        if (path != "member/Cargo.toml")
        {
            await repository.WriteAsync("member/Cargo.toml", Encoding.UTF8.GetBytes(Manifest(string.Empty, "member")));
        }

        repository.Link(path, target);
        await repository.CommitAsync();
        var before = host.Metrics.Count("suspicious", "kind=path_traversal");

        Refused(FailureCodes.UnsafePath, await _repositories.RunAsync(repository, "tally", "2.0.0"));
        Assert.True(host.Metrics.Count("suspicious", "kind=path_traversal") > before);
    }

    private static void Refused(string code, UpgradeRan ran)
    {
        Assert.True((RunOutcome.Failed, code) == (ran.Outcome, ran.Failure?.Code), $"{ran.Failure?.Code}: {ran.Failure?.Reason}\n{ran.Failure?.Detail}");
        Assert.False(ran.Failure!.IsTransient);
        Assert.EndsWith(".", ran.Failure.Reason, StringComparison.Ordinal);
    }
}
