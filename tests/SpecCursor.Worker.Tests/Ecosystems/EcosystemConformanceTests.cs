using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Ecosystems;

/// <summary>What holds for every ecosystem. A new one adds its sample, and nothing else here.</summary>
[Collection(EcosystemCollections.Conformance)]
public sealed class EcosystemConformanceTests(WorkerHost host)
{
    private static readonly IReadOnlyList<IEcosystemSample> All = EcosystemSamples.All;

    public static TheoryData<string> Names => [.. All.Select(sample => sample.Name)];

    public static TheoryData<string> NamesOfTested => [.. All.Where(sample => sample.HasTests).Select(sample => sample.Name)];

    [Fact]
    public void Every_ecosystem_of_the_worker_has_a_sample() =>
        Assert.Equal(All.Select(sample => sample.Ecosystem).Distinct().Order(), host.Service<EcosystemRegistry>().All.Select(ecosystem => ecosystem.Name).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Report_is_whole_the_diff_makes_the_upgrade_and_the_same_command_makes_it_again(string name)
    {
        var sample = EcosystemSamples.Named(name);
        var repository = await sample.CreatePassingAsync(host, $"conformance-{name}-passing");

        var ran = await RunAsync(sample, repository.Name, sample.Package, sample.To);

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var report = ran.Report!;
        Assert.Equal((sample.From, sample.To), (report.FromVersion, report.ToVersion));
        Assert.Contains(report.ManifestPath, report.ChangedFiles);
        Assert.All(report.ChangedFiles, path => Assert.Contains($"b/{path}\n", report.Diff, StringComparison.Ordinal));
        Assert.Contains(report.Before.Packages, package => package.Name == sample.Package && package.Version == sample.From);
        Assert.Contains(report.After.Packages, package => package.Name == sample.Package && package.Version == sample.To);
        Assert.All(
            report.After.Packages.Where(package => package.Source == PackageSource.Registry), package => Assert.Matches("^[a-z0-9]+-[A-Za-z0-9+/=:]+", package.Integrity));
        Assert.All(report.After.Edges, edge => Assert.Contains(report.After.Packages, package => package.Id == edge.From));
        Assert.All(report.After.Edges, edge => Assert.True(edge.To is null || report.After.Packages.Any(package => package.Id == edge.To)));
        Assert.Contains(report.After.Packages, package => package.Id == report.ManifestPackageId);
        Assert.Contains(sample.From, report.PublishedVersions);
        Assert.Equal<(int, int?)>((0, sample.HasTests ? 0 : (int?)null), (report.Install.ExitCode, report.Tests?.ExitCode));
        Assert.Equal(!sample.HasTests, report.Notes.Any(note => note.Contains("nothing was tested", StringComparison.Ordinal)));
        Assert.Empty(report.Usages);
        await repository.ApplyAsync(host, report.BaseCommit, report.Diff);

        var again = await RunAsync(sample, repository.Name, sample.Package, sample.To);

        Assert.Equal(report.Diff, again.Report!.Diff);
        Assert.Equivalent(report.After, again.Report.After);
    }

    [Theory]
    [MemberData(nameof(NamesOfTested))]
    public async Task Upgrade_that_breaks_tests_names_the_files_to_repair(string name)
    {
        var sample = EcosystemSamples.Named(name);
        var repository = await sample.CreateBreakingAsync(host, $"conformance-{name}-breaking");

        var ran = await RunAsync(sample, repository.Name, sample.Breaking.Package, sample.Breaking.Version);

        Assert.Equal((RunOutcome.TestsFailed, FailureCodes.TestsFailed), (ran.Outcome, ran.Failure!.Code));
        Assert.NotEmpty(ran.Report!.Usages);
        Assert.NotEqual(0, ran.Report.Tests!.ExitCode);
        Assert.NotEmpty(ran.Report.Diff);
    }

    [Theory]
    [MemberData(nameof(NamesOfTested))]
    public async Task Tests_that_failed_before_are_told_apart(string name)
    {
        var sample = EcosystemSamples.Named(name);
        var repository = await sample.CreateFailingAsync(host, $"conformance-{name}-failing");

        var ran = await RunAsync(sample, repository.Name, sample.Package, sample.To);

        Assert.Equal((RunOutcome.Failed, FailureCodes.TestsFailingBeforeUpgrade), (ran.Outcome, ran.Failure!.Code));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_cannot_be_done_has_the_same_codes_everywhere(string name)
    {
        var sample = EcosystemSamples.Named(name);
        var repository = await sample.CreatePassingAsync(host, $"conformance-{name}-codes");
        var cases = new (string Package, string Target, string? Current, string Code)[]
        {
            (sample.OtherPackage, sample.To, null, FailureCodes.PackageNotInRepository),
            (sample.Package, "999.0.0", null, FailureCodes.VersionNotFound),
            (sample.Package, sample.From, null, FailureCodes.AlreadyUpToDate),
            (sample.Package, sample.To, sample.To, FailureCodes.CurrentVersionMismatch),
        };
        foreach (var (package, target, current, code) in cases)
        {
            var ran = await RunAsync(sample, repository.Name, package, target, current);

            Assert.Equal((RunOutcome.Failed, code), (ran.Outcome, ran.Failure!.Code));
            Assert.Equal(StepStatus.Failed, Assert.Single(ran.Timings).Status);
        }
    }

    [Fact]
    public async Task Ecosystem_that_is_not_there_yet_is_named()
    {
        var command = WorkerHost.Command("a/b", "mint", "latest");

        var ran = await host.RunAsync(command with { Context = command.Context with { Ecosystem = "elixir" } });

        Assert.Equal(FailureCodes.EcosystemNotSupported, ran.Failure!.Code);
    }

    private Task<UpgradeRan> RunAsync(IEcosystemSample sample, string repository, string package, string target, string? current = null)
    {
        var command = WorkerHost.Command(repository, package, target, current);
        return host.RunAsync(command with { Context = command.Context with { Ecosystem = sample.Ecosystem } });
    }
}
