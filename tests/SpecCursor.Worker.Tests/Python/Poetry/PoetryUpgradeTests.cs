using System.Text;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using static SpecCursor.Worker.Tests.Python.PythonRepositories;

namespace SpecCursor.Worker.Tests.Python.Poetry;

/// <summary>Real upgrades of real repositories by the machine's own Poetry. It knows no folder of wheels, so it asks an index.</summary>
[Collection(EcosystemCollections.Python)]
public sealed class PoetryUpgradeTests : IndexedPythonTests
{
    private const string LockedToGit = """
        [[package]]
        name = "greet"
        version = "1.0.0"
        description = ""
        category = "main"
        optional = false
        python-versions = "*"
        files = []
        develop = false

        [package.source]
        type = "git"
        url = "https://example.org/greet.git"
        reference = "main"
        resolved_reference = "0123456789012345678901234567890123456789"

        [metadata]
        lock-version = "2.0"
        python-versions = "^3.8"
        content-hash = "0"
        """;

    [Fact]
    public async Task Lockfile_is_written_by_poetry_and_has_exactly_the_target()
    {
        var repository = await CreateAsync("happy", "greet = \"^1.0.0\" # kept\nshop = { extras = [\"pay\"], version = \"~1.0.0\" }\n\n[tool.poetry.group.dev.dependencies]\npolite = \"*\"\n");

        var ran = await Repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var report = ran.Report!;
        Assert.Equal(("1.0.0", "1.1.0"), (report.FromVersion, report.ToVersion));
        Assert.Equal((">=1.0.0,<2", ">=1.1.0,<2"), (report.OldRange, report.WrittenRange));
        Assert.Equal(["poetry.lock", "pyproject.toml"], report.ChangedFiles);
        Assert.Contains("+greet = \"^1.1.0\" # kept", report.Diff, StringComparison.Ordinal);
        Assert.Equal(
            [("coins", "1.0.0"), ("greet", "1.1.0"), ("polite", "1.0.0"), ("shop", "1.0.0")],
            report.After.Packages.Where(package => package.Source == PackageSource.Registry).Select(package => (package.Name, package.Version)));
        Assert.Contains(report.After.Edges, edge => edge is { From: "", Name: "greet", Range: ">=1.1.0,<2", Kind: DependencyKind.Dependency });
        Assert.Contains(report.After.Edges, edge => edge is { From: "", Name: "polite", Range: "", Kind: DependencyKind.Development });
        Assert.Contains(report.After.Edges, edge => edge is { From: "shop", Name: "coins", To: "coins" });
        Assert.Empty(report.Notes);
        await Tool.RunAsync(await repository.ApplyAsync(Host, report.BaseCommit, report.Diff), "env", Poetry("lock", "--check"));
    }

    [Fact]
    public async Task Upgrade_that_breaks_tests_names_the_files_to_repair()
    {
        var repository = await CreateAsync("breaking", "greet = \"1.0.0\"\n");

        var ran = await Repositories.RunAsync(repository, "greet", "latest");

        Assert.Equal((RunOutcome.TestsFailed, "2.0.0"), (ran.Outcome, ran.Report!.ToVersion));
        Assert.Equal(["app.py", "test_app.py"], ran.Report.Usages.Select(file => file.Path));
        Assert.Contains("+greet = \"2.0.0\"", ran.Report.Diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conflict_is_told_in_poetrys_words()
    {
        var repository = await CreateAsync("conflict", "greet = \"^1.0\"\npolite = \"^1.0\"\n");

        var ran = await Repositories.RunAsync(repository, "greet", "2.0.0");

        Assert.Equal(FailureCodes.InstallFailed, ran.Failure!.Code);
        Assert.Contains("conflicting requirements", ran.Failure.Reason, StringComparison.Ordinal);
        Assert.Contains("polite (1.0.0) depends on greet (<2)", ran.Failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("greet = [{ version = \"<1.1\", python = \"<3.8\" }, { version = \"^1.0\", python = \">=3.8\" }]\n")]
    [InlineData("greet = { git = \"https://example.org/greet.git\" }\n")]
    public async Task What_has_no_single_range_is_refused(string dependencies)
    {
        var repository = await Repositories.CreateAsync($"refused-{Guid.NewGuid():N}", ("pyproject.toml", Manifest(dependencies)), ("poetry.lock", "not read"));

        var ran = await Repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal(FailureCodes.UnsupportedConstraint, ran.Failure!.Code);
    }

    [Theory]
    [InlineData("no lockfile at all", "Unable to read the lock file")]
    [InlineData(LockedToGit, "greet is locked to an address or a folder")]
    public async Task Lockfile_without_releases_of_an_index_is_refused(string lockfile, string detail)
    {
        var repository = await Repositories.CreateAsync($"broken-{Guid.NewGuid():N}", ("pyproject.toml", Manifest("greet = \"1.0.0\"\n")), ("poetry.lock", lockfile));

        var ran = await Repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal(FailureCodes.InvalidLockfile, ran.Failure!.Code);
        Assert.Contains(detail, ran.Failure.Detail, StringComparison.Ordinal);
    }

    private string Manifest(string dependencies) =>
        $"[tool.poetry]\nname = \"app\"\nversion = \"1\"\ndescription = \"\"\nauthors = []\n\n[tool.poetry.dependencies]\npython = \"^3.8\"\n{dependencies}\n"
        + $"[[tool.poetry.source]]\nname = \"own\"\nurl = \"{Server.Address}\"\ndefault = true\n";

    /// <summary>Poetry with nothing of this machine's user.</summary>
    private string[] Poetry(params string[] arguments) =>
        ["POETRY_VIRTUALENVS_CREATE=false", $"POETRY_CACHE_DIR={Host.StateDirectory}/poetry", "PYTHON_KEYRING_BACKEND=keyring.backends.null.Keyring", "poetry", "--no-interaction", .. arguments];

    /// <summary>A project whose lockfile Poetry wrote when only the versions that its constraints begin with were there.</summary>
    private async Task<TestRepository> CreateAsync(string name, string dependencies)
    {
        var first = dependencies.Replace("^1.0.0", "1.0.0", StringComparison.Ordinal).Replace("^1.0\"", "1.0.0\"", StringComparison.Ordinal);
        var repository = await Repositories.CreateAsync($"poetry-{name}", ("pyproject.toml", Manifest(first)), ("app.py", App), ("test_app.py", AppTest));
        await repository.RunAsync("env", Poetry("lock"));
        await repository.WriteAsync("pyproject.toml", Encoding.UTF8.GetBytes(Manifest(dependencies)));
        await repository.RunAsync("env", Poetry("lock", "--no-update"));
        await repository.CommitAsync();
        return repository;
    }
}
