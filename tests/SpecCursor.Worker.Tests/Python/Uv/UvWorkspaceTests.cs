using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using static SpecCursor.Worker.Tests.Python.PythonRepositories;

namespace SpecCursor.Worker.Tests.Python.Uv;

/// <summary>Several projects that uv locks as one.</summary>
[Collection(EcosystemCollections.Python)]
public sealed class UvWorkspaceTests : IndexedPythonTests
{
    private const string Member = "[project]\r\nname = \"NAME\"  # caf\u00e9\r\nversion = \"1\"\r\nrequires-python = \">=3.8\"\r\ndependencies = [DEPENDENCIES]\r\n";

    [Fact]
    public async Task Every_member_that_has_the_package_is_upgraded_and_tested()
    {
        var first = Of("first", "'greet == 1.0.0', 'second'") + "[tool.uv.sources]\r\nsecond = { workspace = true }\r\n[dependency-groups]\r\ntest = ['coins']\r\n";
        var second = Of("second", "\"Greet>=1.0,<1.1\"");
        var repository = await CreateAsync(
            "members",
            ("libs/first/pyproject.toml", first), ("libs/first/app.py", App), ("libs/first/test_app.py", AppTest),
            ("libs/second/pyproject.toml", second), ("libs/second/src/second.py", "import greet\n"),
            ("libs/second/tests/test_second.py", "import unittest\n\nimport second\n\n\nclass T(unittest.TestCase):\n    def test_it(self):\n        print('second was tested')\n"),
            ("libs/left-out/pyproject.toml", Of("left-out", "'greet==1.0.0'")));

        var ran = await Repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.True(ran.Outcome == RunOutcome.Succeeded, $"{ran.Failure?.Reason}\n{ran.Failure?.Detail}");
        var report = ran.Report!;
        Assert.Equal(["libs/first/pyproject.toml", "libs/second/pyproject.toml", "uv.lock"], report.ChangedFiles);
        Assert.Equal(
            [("coins", "1.0.0"), ("greet", "1.1.0")],
            report.After.Packages.Where(package => package.Source == PackageSource.Registry).Select(package => (package.Name, package.Version)));
        Assert.DoesNotContain(report.After.Edges, edge => edge.Name == "second");
        Assert.Contains("second was tested", report.Tests!.Output, StringComparison.Ordinal);
        Assert.Contains(report.Notes, note => note.StartsWith("'libs/left-out/pyproject.toml' has 'greet' too", StringComparison.Ordinal));
        var clone = await repository.ApplyAsync(Host, report.BaseCommit, report.Diff);
        Assert.Equal(first.Replace("1.0.0", "1.1.0", StringComparison.Ordinal), await File.ReadAllTextAsync(Path.Combine(clone, "libs/first/pyproject.toml")));
        Assert.Equal(second.Replace(">=1.0,<1.1", ">=1.1,<1.2", StringComparison.Ordinal), await File.ReadAllTextAsync(Path.Combine(clone, "libs/second/pyproject.toml")));
        await Tool.RunAsync(clone, "env", UvTool.Of(Host, "lock", "--check"));
    }

    [Fact]
    public async Task Member_whose_tests_break_is_named()
    {
        var repository = await CreateAsync("breaking", ("libs/first/pyproject.toml", Of("first", "'greet<2'")), ("libs/first/app.py", App), ("libs/first/test_app.py", AppTest));

        var ran = await Repositories.RunAsync(repository, "greet", "2.0.0");

        Assert.Equal((RunOutcome.TestsFailed, FailureCodes.TestsFailed), (ran.Outcome, ran.Failure!.Code));
        Assert.Equal(["libs/first/app.py", "libs/first/test_app.py"], ran.Report!.Usages.Select(file => file.Path));
    }

    [Fact]
    public async Task Server_that_a_member_names_is_looked_at()
    {
        var repository = await CreateAsync("server", ("libs/first/pyproject.toml", Of("first", "'greet==1.0.0'")));
        await repository.CommitAsync(("libs/first/pyproject.toml", Of("first", "'greet==1.0.0'") + "[[tool.uv.index]]\nurl = 'http://10.0.0.1/'\n"));

        var ran = await Repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal(FailureCodes.UnsupportedRegistry, ran.Failure!.Code);
        Assert.Contains("'libs/first/pyproject.toml'", ran.Failure.Reason, StringComparison.Ordinal);
    }

    private static string Of(string name, string dependencies) =>
        Member.Replace("NAME", name, StringComparison.Ordinal).Replace("DEPENDENCIES", dependencies, StringComparison.Ordinal);

    private async Task<TestRepository> CreateAsync(string name, params (string Path, string Content)[] members)
    {
        var root = $"[tool.uv.workspace]\nexclude = [\"libs/left-out\"]\nmembers = [\"libs/*\"]\n\n[[tool.uv.index]]\nurl = \"{Server.Address}\"\ndefault = true\n";
        var repository = await Repositories.CreateAsync($"uv-workspace-{name}", [("pyproject.toml", root), .. members]);
        await repository.RunAsync("env", UvTool.Of(Host, "lock", "--upgrade-package=greet<1.1"));
        await repository.CommitAsync();
        return repository;
    }
}
