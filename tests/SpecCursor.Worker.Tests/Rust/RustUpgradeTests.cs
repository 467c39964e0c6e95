using System.Text;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using static SpecCursor.Worker.Tests.Rust.RustRepositories;

namespace SpecCursor.Worker.Tests.Rust;

/// <summary>Upgrades with the real cargo, of crates of a local registry.</summary>
[Collection(EcosystemCollections.Rust)]
public sealed class RustUpgradeTests(WorkerHost host)
{
    private readonly RustRepositories _repositories = new(host);

    [Fact]
    public async Task Exactly_the_target_is_locked_and_nothing_else_moves()
    {
        var repository = await _repositories.CreateAsync(
            "exact", [("Cargo.toml", Manifest("[dependencies]\ntally = \"1\"\n")), ("src/lib.rs", Source())], ("tally", "1.0.0"), ("numbers", "1.0.0"));

        var report = Succeeded(await _repositories.RunAsync(repository, "tally", "1.0.1"));

        // The newest that the requirement admits is 1.1.0, and there is a newer one of what it depends on.
        Assert.Equal(["Cargo.lock"], report.ChangedFiles);
        Assert.Equal(["app 0.1.0", "numbers 1.0.0", "tally 1.0.1"], Versions(report.After));
        Assert.Equal(("1", "1"), (report.OldRange, report.WrittenRange));
        Assert.Equal(("1.0.1", "News of tally."), (report.ReleaseNotes!.Releases[0].Version, report.ReleaseNotes.Releases[0].Text));
    }

    [Fact]
    public async Task Prerelease_is_locked_and_written_where_it_was_asked_for()
    {
        var repository = await _repositories.CreateAsync(
            "prerelease", [("Cargo.toml", Manifest("[dependencies]\ntally = \"1.0.0\"\n")), ("src/lib.rs", "pub use tally as counter;\n")], ("tally", "1.0.0"));

        var report = Succeeded(await _repositories.RunAsync(repository, "tally", "2.1.0-beta.1"));

        Assert.Equal(("2.1.0-beta.1", "2.1.0-beta.1"), (report.ToVersion, report.WrittenRange));
        Assert.Contains("+tally = \"2.1.0-beta.1\"\n", report.Diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inherited_renamed_and_platform_dependencies_move_together()
    {
        const string root = "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"2\"\n\n[workspace.dependencies]\n# shared\ncounter = { package = \"tally\", version = \"1.0\" }\n";
        const string first = "[dependencies]\ncounter = { workspace = true, features = ['loud'] }\n";
        const string second = "[target.'cfg(unix)'.dev-dependencies.tally]\nversion = '^1.0.0' # é\n\n[build-dependencies]\nodd-name = \"1\"\n";
        var repository = await _repositories.CreateAsync(
            "workspace",
            [
                ("Cargo.toml", root), ("crates/first/Cargo.toml", Manifest(first, "first")), ("crates/second/Cargo.toml", Manifest(second, "second")),
                ("crates/first/src/lib.rs", Source("counter") + "pub fn loud() -> String { counter::shout(\"x\") }\n"), ("crates/second/src/lib.rs", "\n"),
                ("crates/second/tests/count.rs", "#[test]\nfn counts() { assert_eq!(1, tally::count(\"one\")); }\n"),
            ],
            ("tally", "1.0.0"));

        var report = Succeeded(await _repositories.RunAsync(repository, "tally", "1.1.0"));

        Assert.Equal(["Cargo.lock", "Cargo.toml", "crates/second/Cargo.toml"], report.ChangedFiles);
        Assert.Contains("+counter = { package = \"tally\", version = \"1.1\" }\n", report.Diff, StringComparison.Ordinal);
        Assert.Contains("+version = '^1.1.0' # é\n", report.Diff, StringComparison.Ordinal);
        Assert.Equal(("Cargo.toml", "first 0.1.0", "1.0", "1.1"), (report.ManifestPath, report.ManifestPackageId, report.OldRange, report.WrittenRange));
        Assert.Contains(report.After.Edges, edge => edge is { From: "first 0.1.0", Name: "counter", Range: "1.1", Kind: DependencyKind.Dependency });
        Assert.Contains(report.After.Edges, edge => edge is { From: "second 0.1.0", Name: "tally", Range: "^1.1.0", Kind: DependencyKind.Development });
        Assert.Contains("tests/count.rs", report.Tests!.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_that_others_still_need_stays_beside_the_new_one()
    {
        var repository = await _repositories.CreateAsync(
            "beside",
            [
                ("Cargo.toml", Manifest("[dependencies]\npages = \"1\"\ntally = \"1.0\"\n")),
                ("src/lib.rs", "#[test]\nfn counts() { assert_eq!(0, pages::pages(\"one\")); }\n"),
            ],
            ("tally", "1.0.1"));

        var report = Succeeded(await _repositories.RunAsync(repository, "tally", "2.0.0"));

        Assert.Equal(["app 0.1.0", "numbers 1.1.0", "pages 1.0.0", "tally 1.0.1", "tally 2.0.0"], Versions(report.After));
        var packages = report.After.Packages.ToDictionary(package => package.Id);
        var edges = report.After.Edges.Select(edge => $"{edge.From.Split(' ')[0]} {edge.Range} {packages[edge.To!].Name} {packages[edge.To!].Version}").Order(StringComparer.Ordinal);
        Assert.Equal(
            ["app 1 pages 1.0.0", "app 2.0 tally 2.0.0", "pages ^1.0 tally 1.0.1", "tally ^1.0 numbers 1.1.0", "tally ^1.0 numbers 1.1.0"], edges);
        Assert.All(report.After.Packages.Where(package => package.Source == PackageSource.Registry), package => Assert.StartsWith("sha256-", package.Integrity, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Broken_use_is_found_by_the_name_that_the_code_has_for_the_crate()
    {
        var repository = await _repositories.CreateAsync(
            "alias",
            [
                ("Cargo.toml", Manifest("[dependencies.word-counter]\npackage = \"tally\"\nversion = \"1.0.0\"\n")), ("src/lib.rs", "mod words;\n"),
                ("src/words.rs", Source("word_counter")), ("src/unused.rs", "// word_counter\n"),
            ],
            ("tally", "1.1.0"));

        var ran = await _repositories.RunAsync(repository, "tally", "2.0.0");

        Assert.Equal((RunOutcome.TestsFailed, FailureCodes.TestsFailed), (ran.Outcome, ran.Failure!.Code));
        Assert.Contains("cannot find function `count`", ran.Report!.Tests!.Output, StringComparison.Ordinal);
        Assert.Equal(["src/words.rs"], ran.Report.Usages.Select(file => file.Path));
    }

    [Fact]
    public async Task Project_without_a_lockfile_gets_none()
    {
        var repository = await _repositories.CreateUnlockedAsync(
            "unlocked", [("Cargo.toml", Manifest("[dependencies]\ntally = \"1.0\"\n")), ("src/lib.rs", "pub use tally as counter;\n")]);
        await repository.CommitAsync();

        var report = Succeeded(await _repositories.RunAsync(repository, "tally", "2.0.0"));

        Assert.Equal(["Cargo.toml"], report.ChangedFiles);
        Assert.Equal(("1.1.0", "2.0.0"), (report.FromVersion, report.ToVersion));
        Assert.Contains(report.Notes, note => note.StartsWith("The repository has no lockfile", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_byte_but_the_version_stays()
    {
        const string manifest = "[package]\r\nname=\"app\"   # é\r\nversion =\t'0.1.0'\r\n\r\n[dependencies]\r\ntally={version=\"1.0.0\",features=[ ]}\r\n";
        var repository = await _repositories.CreateUnlockedAsync("bytes", [("src/lib.rs", "\n")]);
        await repository.WriteAsync("Cargo.toml", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(manifest)]);
        await _repositories.LockAsync(repository, ("tally", "1.0.0"));
        await repository.CommitAsync();

        var report = Succeeded(await _repositories.RunAsync(repository, "tally", "1.1.0"));

        var after = await File.ReadAllBytesAsync(Path.Combine(await repository.ApplyAsync(host, report.BaseCommit, report.Diff), "Cargo.toml"));
        Assert.Equal([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(manifest.Replace("1.0.0", "1.1.0", StringComparison.Ordinal))], after);
    }

    [Fact]
    public async Task Project_below_the_root_is_found_by_its_lockfile_whatever_its_name_is()
    {
        const string folder = "-$(exit 1) \"o";
        var repository = await _repositories.CreateUnlockedAsync(
            "below",
            [
                ("Cargo.toml", Manifest($"[workspace]\nexclude = ['{folder}']\n", "top")), ("src/lib.rs", "\n"),
                ($"{folder}/Cargo.toml", Manifest("[dependencies]\ntally = \"1.0\"\n")), ($"{folder}/src/lib.rs", "pub use tally as counter;\n"),
            ]);
        await _repositories.CargoAsync(repository, "generate-lockfile", "--manifest-path", $"./{folder}/Cargo.toml");
        await repository.CommitAsync();

        var report = Succeeded(await _repositories.RunAsync(repository, "tally", "2.0.0"));

        Assert.Equal(($"{folder}/Cargo.toml", "app 0.1.0"), (report.ManifestPath, report.ManifestPackageId));
        Assert.Equal([$"{folder}/Cargo.lock", $"{folder}/Cargo.toml"], report.ChangedFiles);
    }

    [Theory]
    [InlineData("1.0.0", "client", true)]
    [InlineData("1.1.0", "server", false)]
    public async Task First_project_that_has_a_use_for_the_upgrade_gets_it(string first, string upgraded, bool isOtherNamed)
    {
        var repository = await _repositories.CreateUnlockedAsync(
            $"projects-{first}",
            [
                ("client/Cargo.toml", Manifest($"[dependencies]\ntally = \"={first}\"\n", "client")), ("client/src/lib.rs", "pub use tally as counter;\n"),
                ("server/Cargo.toml", Manifest("[dependencies]\ntally = \"=1.0.0\"\n", "server")), ("server/src/lib.rs", "pub use tally as counter;\n"),
            ]);
        await _repositories.CargoAsync(repository, "generate-lockfile", "--manifest-path", "client/Cargo.toml");
        await repository.CommitAsync();

        var report = Succeeded(await _repositories.RunAsync(repository, "tally", "1.1.0"));

        Assert.Equal($"{upgraded}/Cargo.toml", report.ManifestPath);
        Assert.Equal(isOtherNamed, report.Notes.Any(note => note.StartsWith("'server/Cargo.toml' has 'tally' too", StringComparison.Ordinal)));
    }

    private static UpgradeReport Succeeded(UpgradeRan ran)
    {
        Assert.True(ran.Outcome == RunOutcome.Succeeded, $"{ran.Failure?.Reason}\n{ran.Failure?.Detail}");
        return ran.Report!;
    }

    private static IEnumerable<string> Versions(LockGraph graph) => graph.Packages.Select(package => $"{package.Name} {package.Version}").Order(StringComparer.Ordinal);
}
