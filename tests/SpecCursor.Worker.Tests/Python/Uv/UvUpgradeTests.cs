using System.Text;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using static SpecCursor.Worker.Tests.Python.PythonRepositories;

namespace SpecCursor.Worker.Tests.Python.Uv;

/// <summary>Real upgrades of real repositories by the machine's own uv, which asks an index.</summary>
[Collection(EcosystemCollections.Python)]
public sealed class UvUpgradeTests : IndexedPythonTests
{
    private string Index => $"[[tool.uv.index]]\nurl = \"{Server.Address}\"\ndefault = true\n";

    [Fact]
    public async Task Lockfile_is_written_by_uv_has_exactly_the_target_and_keeps_all_else()
    {
        const string dependencies = "'Greet >= 1.0, <2', # caf\u00e9\r\n  \"shop[pay]\", 'greet<1.1; python_version < \"3.0\"'";
        var settings = $"dev-dependencies = ['polite']\r\nconstraint-dependencies = ['greet==1.0.0']\r\n{Index}[dependency-groups]\r\ntest = ['coins']\r\ndocs = ['greet-kit']\r\n";
        var repository = await CreateAsync("happy", dependencies, settings, ("shop[pay]", "shop[pay]==1.0.0"));

        var ran = await Repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var report = ran.Report!;
        Assert.Equal(("1.0.0", "1.1.0"), (report.FromVersion, report.ToVersion));
        Assert.Equal((">= 1.0, <2", ">= 1.1, <2"), (report.OldRange, report.WrittenRange));
        Assert.Equal(["pyproject.toml", "uv.lock"], report.ChangedFiles);
        Assert.Equal(
            [("coins", "1.0.0"), ("greet", "1.1.0"), ("polite", "1.0.0"), ("shop", "1.0.0")],
            report.After.Packages.Where(package => package.Source == PackageSource.Registry).Select(package => (package.Name, package.Version)));
        Assert.Equal($"sha256-{HashOf("greet", "1.1.0")}", report.After.Packages.Single(package => package.Name == "greet").Integrity);
        Assert.Contains(report.After.Edges, edge => edge is { From: "", Name: "greet", Range: ">= 1.1, <2", Kind: DependencyKind.Dependency });
        Assert.Contains(report.After.Edges, edge => edge is { From: "", Name: "greet", Range: "==1.1.0", Kind: DependencyKind.OptionalPeer });
        Assert.Contains(report.After.Edges, edge => edge is { From: "", Name: "polite", Kind: DependencyKind.Development });
        Assert.Contains(report.After.Edges, edge => edge is { From: "shop", Name: "coins", To: "coins" });
        Assert.Contains("other environments", Assert.Single(report.Notes), StringComparison.Ordinal);
        var clone = await repository.ApplyAsync(Host, report.BaseCommit, report.Diff);
        var manifest = UvTool.Project(dependencies, settings);
        Assert.Equal(
            manifest.Replace(">= 1.0, <2", ">= 1.1, <2", StringComparison.Ordinal).Replace("'greet==1.0.0'", "'greet==1.1.0'", StringComparison.Ordinal),
            await File.ReadAllTextAsync(Path.Combine(clone, "pyproject.toml")));
        await Tool.RunAsync(clone, "env", UvTool.Of(Host, "lock", "--check"));
    }

    [Fact]
    public async Task Unconstrained_requirement_is_upgraded_in_the_lockfile_alone()
    {
        var repository = await CreateAsync("unconstrained", "'greet'", Index, ("'greet'", "'greet==1.0.0'"));

        var ran = await Repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(["uv.lock"], ran.Report!.ChangedFiles);
    }

    [Fact]
    public async Task Upgrade_that_breaks_tests_names_the_files_to_repair()
    {
        var repository = await CreateAsync("breaking", "\"greet~=1.0.0\"", Index, ("~=", "=="));

        var ran = await Repositories.RunAsync(repository, "greet", "latest");

        Assert.Equal((RunOutcome.TestsFailed, "2.0.0"), (ran.Outcome, ran.Report!.ToVersion));
        Assert.Equal(["app.py", "test_app.py"], ran.Report.Usages.Select(file => file.Path));
        Assert.Contains("+dependencies = [\"greet~=2.0.0\"]", ran.Report.Diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conflict_is_told_in_uvs_words()
    {
        var repository = await CreateAsync("conflict", "'greet==1.0.0', 'polite==1.0.0'", Index);

        var ran = await Repositories.RunAsync(repository, "greet", "2.0.0");

        Assert.Equal(FailureCodes.InstallFailed, ran.Failure!.Code);
        Assert.Contains("conflicting requirements", ran.Failure.Reason, StringComparison.Ordinal);
        Assert.Contains("polite==1.0.0 depends on greet<2", ran.Failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_are_built_where_there_is_no_wheel_and_write_nothing_into_the_change()
    {
        var repository = await CreateAsync("built", "'built==1.0.0', 'greet==1.0.0'", Index);
        await repository.CommitAsync(
            ("requirements.txt", "greet\n"),
            ("test_built.py", "import unittest\n\nimport built\n\n\nclass T(unittest.TestCase):\n    def test_it(self):\n        self.assertEqual([], built.found)\n"));

        var ran = await Repositories.RunAsync(repository, "built", "1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.DoesNotContain("evil", ran.Report!.Diff, StringComparison.Ordinal);
        Assert.Equal(["pyproject.toml", "uv.lock"], ran.Report.ChangedFiles);
    }

    [Fact]
    public async Task Package_that_is_locked_as_sources_alone_keeps_its_version()
    {
        var repository = await CreateAsync("sources", "'greet==1.0.0', 'built'", Index);

        var ran = await Repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal("1.1.0", ran.Report!.After.Packages.Single(package => package.Name == "built").Version);
    }

    [Fact]
    public async Task Lockfile_of_a_newer_uv_is_rewritten_with_a_note()
    {
        var repository = await CreateAsync("newer", "'greet==1.0.0'", Index);
        await repository.EditAsync("uv.lock", text => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).Replace("\nrevision = 1\n", "\nrevision = 999\n", StringComparison.Ordinal)));
        await repository.CommitAsync();

        var ran = await Repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Contains("and not 999", Assert.Single(ran.Report!.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lockfile_that_is_not_the_manifests_is_refused()
    {
        var repository = await CreateAsync("stale", "'greet==1.0.0'", Index);
        await repository.CommitAsync(("pyproject.toml", UvTool.Project("'greet==1.0.0', 'coins'", Index)));

        var ran = await Repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal(FailureCodes.InvalidLockfile, ran.Failure!.Code);
        Assert.Contains("'uv lock' would change it", ran.Failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no lockfile at all", "can't read 'uv.lock'")]
    [InlineData("version = 999\n", "can't read 'uv.lock'")]
    public async Task Lockfile_that_uv_cannot_read_is_refused(string lockfile, string reason)
    {
        var repository = await Repositories.CreateAsync($"uv-broken-{Guid.NewGuid():N}", ("pyproject.toml", UvTool.Project("'greet==1.0.0'", Index)), ("uv.lock", lockfile));

        var ran = await Repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal(FailureCodes.InvalidLockfile, ran.Failure!.Code);
        Assert.Contains(reason, ran.Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_that_is_locked_is_refused_by_its_name()
    {
        var repository = await Repositories.CreateAsync(
            "uv-folder",
            ("pyproject.toml", UvTool.Project("'greet==1.0.0', 'local'", $"sources = {{ local = {{ path = 'local' }} }}\n{Index}")),
            ("local/pyproject.toml", "[project]\nname = 'local'\nversion = '1'\n[build-system]\nrequires = []\nbuild-backend = 'none'\n"));
        await repository.RunAsync("env", UvTool.Of(Host, "lock"));
        await repository.CommitAsync();

        var ran = await Repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal(FailureCodes.InvalidLockfile, ran.Failure!.Code);
        Assert.Contains("local', which is no release of an index", ran.Failure.Reason, StringComparison.Ordinal);
    }

    /// <summary>A project whose lockfile uv wrote, after some constraints were others so that it locks what it would not choose.</summary>
    private async Task<TestRepository> CreateAsync(string name, string dependencies, string settings, params (string Text, string First)[] first)
    {
        var text = UvTool.Project(dependencies, settings);
        var started = first.Aggregate(text, (written, change) => written.Replace(change.Text, change.First, StringComparison.Ordinal));
        var repository = await Repositories.CreateAsync($"uv-{name}", ("pyproject.toml", started), ("app.py", App), ("test_app.py", AppTest));
        await repository.RunAsync("env", UvTool.Of(Host, "lock"));
        await repository.WriteAsync("pyproject.toml", Encoding.UTF8.GetBytes(text));
        await repository.RunAsync("env", UvTool.Of(Host, "lock"));
        await repository.CommitAsync();
        return repository;
    }
}
