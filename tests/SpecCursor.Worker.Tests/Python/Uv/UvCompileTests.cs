using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using static SpecCursor.Worker.Tests.Python.PythonRepositories;

namespace SpecCursor.Worker.Tests.Python.Uv;

/// <summary>Real upgrades of requirements files that the machine's own uv compiled, against an index.</summary>
[Collection(EcosystemCollections.Python)]
public sealed class UvCompileTests : IndexedPythonTests
{
    [Fact]
    public async Task File_is_compiled_again_as_its_head_says_and_keeps_all_other_pins()
    {
        var requirements = $"--index-url {Server.Address}\r\ngreet >= 1.0, <2  # caf\u00e9\r\nshop[pay]\r\n";
        string[] command = ["requirements.in", "--output-file=requirements.txt", "--generate-hashes", "--no-strip-extras", "--universal", "--python-version", "3.9"];
        var repository = await CreateAsync("compiled", [("requirements.in", requirements)], ["greet==1.0.0", "shop==1.0.0"], command);

        var ran = await Repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var report = ran.Report!;
        Assert.Equal(("requirements.in", ">= 1.0, <2", ">= 1.1, <2"), (report.ManifestPath, report.OldRange, report.WrittenRange));
        Assert.Equal(["requirements.in", "requirements.txt"], report.ChangedFiles);
        Assert.Equal(
            [("coins", "1.0.0"), ("greet", "1.1.0"), ("shop", "1.0.0")],
            report.After.Packages.Where(package => package.Source == PackageSource.Registry).Select(package => (package.Name, package.Version)));
        Assert.Empty(report.Notes);
        var clone = await repository.ApplyAsync(Host, report.BaseCommit, report.Diff);
        Assert.Equal(requirements.Replace(">= 1.0, <2", ">= 1.1, <2", StringComparison.Ordinal), await File.ReadAllTextAsync(Path.Combine(clone, "requirements.in")));
        var written = await File.ReadAllTextAsync(Path.Combine(clone, "requirements.txt"));
        Assert.Contains($"#    uv pip compile {string.Join(' ', command)}\n", written, StringComparison.Ordinal);
        Assert.Contains($"--hash=sha256:{HashOf("greet", "1.1.0")}", written, StringComparison.Ordinal);

        // Who runs the same command finds nothing to change.
        await Tool.RunAsync(clone, "env", UvTool.Of(Host, ["pip", "compile", .. command]));
        Assert.Equal(written, await File.ReadAllTextAsync(Path.Combine(clone, "requirements.txt")));
    }

    [Fact]
    public async Task Files_that_read_each_other_are_compiled_in_their_order()
    {
        string[] first = ["requirements/dev.in", "-o", "requirements/dev.txt"];
        var repository = await CreateAsync(
            "layered",
            [("requirements/base.in", $"-i {Server.Address}\ngreet~=1.0.0\n"), ("requirements/dev.in", $"-c base.txt\n-i {Server.Address}\npolite\n")],
            ["greet==1.0.0"],
            ["requirements/base.in", "-o", "requirements/base.txt", "--no-build"],
            first);

        var ran = await Repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(["requirements/base.in", "requirements/base.txt", "requirements/dev.txt"], ran.Report!.ChangedFiles.Order(StringComparer.Ordinal));
        Assert.Equal(2, ran.Report.Diff.Split("+greet==1.1.0\n").Length - 1);
    }

    [Fact]
    public async Task Package_of_a_package_is_upgraded_in_the_compiled_file_alone_and_sources_stay_what_they_are()
    {
        var repository = await CreateAsync("transitive", [("requirements.in", $"-i {Server.Address}\npolite\nbuilt\n")], ["greet==1.0.0"], ["requirements.in", "-o", "requirements.txt"]);

        var ran = await Repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(["requirements.txt"], ran.Report!.ChangedFiles);
        Assert.Equal("1.1.0", ran.Report.After.Packages.Single(package => package.Name == "built").Version);
        Assert.Equal(1, ran.Report.Diff.Split('\n').Count(line => line.StartsWith('+') && !line.StartsWith("+++", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Conflict_is_told_in_uvs_words()
    {
        var repository = await CreateAsync("compiled-conflict", [("requirements.in", $"-i {Server.Address}\ngreet<2\npolite\n")], ["greet==1.0.0"], ["requirements.in", "-o", "requirements.txt"]);

        var ran = await Repositories.RunAsync(repository, "greet", "2.0.0");

        Assert.Equal(FailureCodes.InstallFailed, ran.Failure!.Code);
        Assert.Contains("conflicting requirements", ran.Failure.Reason, StringComparison.Ordinal);
        Assert.Contains("polite", ran.Failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_that_names_other_servers_is_refused()
    {
        var repository = await CreateAsync("compiled-configured", [("requirements.in", $"-i {Server.Address}\ngreet<2\n")], [], ["requirements.in", "-o", "requirements.txt"]);
        await repository.CommitAsync(("uv.toml", "[pip]\nextra-index-url = ['http://127.0.0.1:1/']\n"));

        var ran = await Repositories.RunAsync(repository, "greet", "latest");

        Assert.Equal(FailureCodes.UnsupportedRegistry, ran.Failure!.Code);
        Assert.Contains("'uv.toml'", ran.Failure.Reason, StringComparison.Ordinal);
    }

    /// <summary>An application whose requirements uv compiled when some versions were the newest.</summary>
    private async Task<TestRepository> CreateAsync(string name, (string Path, string Content)[] files, string[] newest, params string[][] commands)
    {
        var repository = await Repositories.CreateAsync($"uv-{name}", [.. files, ("app.py", App), ("test_app.py", AppTest)]);
        foreach (var command in commands)
        {
            await repository.RunAsync("env", UvTool.Of(Host, ["pip", "compile", .. command, .. newest.Select(pin => $"--upgrade-package={pin}")]));
        }

        await repository.CommitAsync();
        return repository;
    }
}
