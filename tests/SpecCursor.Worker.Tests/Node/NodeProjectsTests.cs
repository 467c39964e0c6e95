using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using static SpecCursor.Worker.Tests.Node.NodeRepositories;

namespace SpecCursor.Worker.Tests.Node;

/// <summary>Repositories of several projects, each installed by itself.</summary>
[Collection(WorkerCollection.Name)]
public sealed class NodeProjectsTests(WorkerHost host)
{
    [Theory]
    [InlineData("2.1.2", null, "package.json", "web/package.json")]
    [InlineData("2.1.3", null, "web/package.json", null)]
    [InlineData("2.1.1", "2.1.2", "web/package.json", "package.json")]
    public async Task First_project_that_has_a_use_for_the_upgrade_gets_it(string root, string? current, string upgraded, string? other)
    {
        var repository = await CreateAsync(root, "2.1.2");

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3", current);

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(upgraded, ran.Report!.ManifestPath);
        Assert.Equal([upgraded.Replace(".json", "-lock.json", StringComparison.Ordinal), upgraded], ran.Report.ChangedFiles);
        Assert.Equal(other == "web/package.json", ran.Report.Notes.Any(note => note.StartsWith("'web/package.json' has 'ms' too", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Repository_is_up_to_date_where_all_its_projects_are()
    {
        var repository = await CreateAsync("2.1.3", "2.1.3");

        var ran = await host.RunAsync(repository.Name, "ms", "latest");

        Assert.Equal(FailureCodes.AlreadyUpToDate, ran.Failure!.Code);
    }

    [Fact]
    public async Task Next_project_that_cannot_be_upgraded_is_told_from_the_one_that_need_not()
    {
        var repository = await CreateAsync("2.1.3", "2.1.2");
        await repository.CommitAsync(("web/package.json", Manifest("\"ms\": \"next\"")));

        var ran = await host.RunAsync(repository.Name, "ms", "latest");

        Assert.Equal(FailureCodes.UnsupportedConstraint, ran.Failure!.Code);
        Assert.StartsWith("'package.json' needs no upgrade", ran.Failure.Reason, StringComparison.Ordinal);
        Assert.Contains("'next'", ran.Failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("left-pad", FailureCodes.AlreadyUpToDate)]
    [InlineData("ms", FailureCodes.UnsupportedPackageManager)]
    public async Task Project_that_is_not_read_is_in_the_way_only_where_it_has_the_package(string package, string code)
    {
        var repository = await CreateAsync("2.1.3", "2.1.3");
        await repository.CommitAsync(("tools/package.json", Manifest($"\"{package}\": \"1.0.0\"", name: "tools")), ("tools/bun.lock", "{}\n"));

        var ran = await host.RunAsync(repository.Name, "ms", "latest");

        Assert.Equal(code, ran.Failure!.Code);
    }

    [Fact]
    public async Task Projects_without_a_lockfile_stand_beside_each_other_where_nothing_is_above_them()
    {
        var repository = await TestRepository.CreateAsync(
            host, "tests/projects-unlocked", ("client/package.json", Manifest("")), ("server/package.json", Manifest("\"ms\": \"2.1.2\"")), ("server/test/broken/package.json", "{ \"ms\""));

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(["server/package.json"], ran.Report!.ChangedFiles);
    }

    [Fact]
    public async Task Manifest_that_nothing_installs_is_named()
    {
        var repository = await TestRepository.CreateAsync(
            host, "tests/projects-none", ("package.json", Manifest("")), ("examples/a/package.json", Manifest("\"ms\": \"2.1.2\"")));

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal(FailureCodes.PackageNotInRepository, ran.Failure!.Code);
        Assert.Contains("'examples/a/package.json'", ran.Failure.Reason, StringComparison.Ordinal);
    }

    private async Task<TestRepository> CreateAsync(string root, string web)
    {
        var repository = await TestRepository.CreateAsync(
            host, $"tests/projects-{Guid.NewGuid():N}", ("package.json", Manifest($"\"ms\": \"{root}\"")), ("web/package.json", Manifest($"\"ms\": \"{web}\"", name: "web")));
        await repository.LockAsync();
        await repository.RunInAsync("web", "npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund");
        await repository.CommitAsync();
        return repository;
    }
}
