using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using static SpecCursor.Worker.Tests.DotNet.DotNetRepositories;

namespace SpecCursor.Worker.Tests.DotNet;

/// <summary>What dotnet itself makes of edits, in the sandbox.</summary>
[Collection(EcosystemCollections.DotNet)]
public sealed class DotNetUpgradeTests(WorkerHost host)
{
    private readonly DotNetRepositories _repositories = new(host);

    [Fact]
    public async Task Central_version_in_a_property_is_edited_with_every_lockfile()
    {
        const string central = """
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                <GreetingVersion>1.0</GreetingVersion>
              </PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="Sample.Greeting" Version="$(GreetingVersion)" />
              </ItemGroup>
            </Project>
            """;
        var reference = "<PackageReference Include=\"sample.greeting\" />";
        var repository = await _repositories.CreateLockedAsync(
            "central",
            "src/App/App.csproj",
            ("Directory.Packages.props", central.ReplaceLineEndings("\r\n")),
            ("src/App/App.csproj", Project($"{reference}<ProjectReference Include=\"../Lib/Lib.csproj\" />")),
            ("src/App/Program.cs", Greets),
            ("src/Lib/Lib.csproj", Project(reference, "<OutputType>Library</OutputType>")));

        var ran = await _repositories.UpgradeAsync(repository, LocalFeed.Greeting, "minor");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        var report = ran.Report!;
        Assert.Equal(["Directory.Packages.props", "src/App/packages.lock.json", "src/Lib/packages.lock.json"], report.ChangedFiles);
        Assert.Equal(("1.0", "1.1"), (report.OldRange, report.WrittenRange));
        Assert.Contains("-    <GreetingVersion>1.0</GreetingVersion>\r\n+    <GreetingVersion>1.1</GreetingVersion>\r\n", report.Diff, StringComparison.Ordinal);
        Assert.Null(report.Tests);
        Assert.Contains(report.After.Edges, edge => edge is { From: "src/App/App.csproj", Name: LocalFeed.Greeting, Range: "1.1", To: "Sample.Greeting/1.1.0" });
        Assert.Contains(report.After.Edges, edge => edge is { From: "Sample.Greeting/1.1.0", To: "Sample.Base/1.0.0" });
        Assert.Contains(report.After.Edges, edge => edge is { From: "src/App/App.csproj", To: "src/Lib/Lib.csproj" });
        Assert.StartsWith("sha512-", report.After.Packages.Single(package => package.Id == "Sample.Greeting/1.1.0").Integrity, StringComparison.Ordinal);
        await repository.ApplyAsync(host, report.BaseCommit, report.Diff);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>")]
    public async Task Range_of_another_package_that_is_not_kept_is_left_to_the_proof(string properties)
    {
        var name = properties.Length == 0 ? "conflict" : "conflict-error";
        var repository = await _repositories.CreateAsync(
            name,
            ("App.csproj", Project(Reference(LocalFeed.Greeting, "1.0.0") + Reference(LocalFeed.Strict, "1.0.0"), properties)),
            BuildsNothing);

        var ran = await _repositories.UpgradeAsync(repository, LocalFeed.Greeting, "2.0.0");

        Assert.True(ran.Report!.PeerConflictOverridden);
        Assert.Contains(ran.Report.After.Edges, edge => edge is { From: "Sample.Strict/1.0.0", Name: LocalFeed.Greeting, To: "Sample.Greeting/2.0.0" });
    }

    [Fact]
    public async Task Sdk_and_tool_are_upgraded_where_they_stand()
    {
        var repository = await _repositories.CreateAsync(
            "pinned",
            ("global.json", "{\r\n  \"msbuild-sdks\": { \"Sample.Sdk\": \"1.0.0\" }\r\n}\r\n"),
            (".config/dotnet-tools.json", "{ \"version\": 1, \"isRoot\": true, \"tools\": { \"sample.tool\": { \"version\": \"1.0.0\", \"commands\": [\"sample-tool\"] } } }\n"),
            ("App.csproj", Project("").Replace("<ItemGroup>", "<Sdk Name=\"Sample.Sdk\" /><ItemGroup>", StringComparison.Ordinal)),
            BuildsNothing);

        var sdk = await _repositories.UpgradeAsync(repository, LocalFeed.Sdk, "latest");
        var tool = await _repositories.UpgradeAsync(repository, LocalFeed.Tool, "latest");

        Assert.Equal((RunOutcome.Succeeded, null), (sdk.Outcome, sdk.Failure));
        Assert.Equal(["global.json"], sdk.Report!.ChangedFiles);
        Assert.Contains("+  \"msbuild-sdks\": { \"Sample.Sdk\": \"2.0.0\" }\r\n", sdk.Report.Diff, StringComparison.Ordinal);
        Assert.StartsWith("sha512-", Pinned(sdk, LocalFeed.Sdk).Integrity, StringComparison.Ordinal);
        Assert.Equal((RunOutcome.Succeeded, null), (tool.Outcome, tool.Failure));
        Assert.Equal([".config/dotnet-tools.json"], tool.Report!.ChangedFiles);
        Assert.StartsWith("sha512-", Pinned(tool, LocalFeed.Tool).Integrity, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sdks_that_projects_name_themselves_are_upgraded_where_they_stand()
    {
        var project = Project("").Replace("<Project Sdk=\"Microsoft.NET.Sdk\">", "<Project Sdk='Microsoft.NET.Sdk; sample.sdk / 1.0.0'>", StringComparison.Ordinal);
        var other = Project("").Replace("<ItemGroup>", "<Sdk Version=\"1.0.0\"  Name=\"Sample.Sdk\" /><ItemGroup>", StringComparison.Ordinal);
        var repository = await _repositories.CreateAsync(
            "named-sdk", ("App/App.csproj", project), ("Other/Other.csproj", other.ReplaceLineEndings("\r\n")), ("Props/Import.props", "<Project><Import Sdk='Sample.Sdk/1.0.0' Project='Sdk.props' /></Project>"), BuildsNothing);

        var ran = await _repositories.UpgradeAsync(repository, LocalFeed.Sdk, "latest");

        Assert.True(ran.Outcome == RunOutcome.Succeeded, $"{ran.Failure?.Reason}\n{ran.Failure?.Detail}");
        Assert.Equal(["App/App.csproj", "Other/Other.csproj", "Props/Import.props"], ran.Report!.ChangedFiles);
        Assert.Contains("+<Project Sdk='Microsoft.NET.Sdk; sample.sdk / 2.0.0'>\n", ran.Report.Diff, StringComparison.Ordinal);
        Assert.Contains("<Sdk Version=\"2.0.0\"  Name=\"Sample.Sdk\" />", ran.Report.Diff, StringComparison.Ordinal);
        Assert.Equal(("1.0.0", "2.0.0"), (ran.Report.FromVersion, ran.Report.ToVersion));
        Assert.StartsWith("sha512-", Pinned(ran, LocalFeed.Sdk).Integrity, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manifests_of_tools_that_lag_behind_each_other_move_together()
    {
        static string Manifest(string version) => $"{{ \"version\": 1, \"isRoot\": true, \"tools\": {{ \"sample.tool\": {{ \"version\": \"{version}\", \"commands\": [\"sample-tool\"] }} }} }}\n";
        var repository = await _repositories.CreateAsync("tools", ("dotnet-tools.json", Manifest("2.0.0")), ("a/.config/dotnet-tools.json", Manifest("1.0.0")));

        var ran = await _repositories.UpgradeAsync(repository, LocalFeed.Tool, "latest");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(["a/.config/dotnet-tools.json"], ran.Report!.ChangedFiles);
    }

    [Fact]
    public async Task Floating_range_goes_to_what_NuGet_takes_and_to_nothing_else()
    {
        var repository = await _repositories.CreateAsync("floating", ("App.csproj", Project(Reference(LocalFeed.Greeting, "1.0.*"))), BuildsNothing);
        LocalFeed.Write(host.NuGetFeed, "Sample.Floating", "1.0.0");
        LocalFeed.Write(host.NuGetFeed, "Sample.Floating", "2.0.0");
        LocalFeed.Write(host.NuGetFeed, "Sample.Floating", "2.1.0");
        var other = await _repositories.CreateAsync("floating-away", ("App.csproj", Project(Reference("Sample.Floating", "1.*"))));

        var moved = await _repositories.UpgradeAsync(repository, LocalFeed.Greeting, "1.1.0");
        var away = await _repositories.UpgradeAsync(other, "Sample.Floating", "2.0.0");

        Assert.Equal((RunOutcome.Succeeded, "1.0.*", "1.1.*"), (moved.Outcome, moved.Report!.OldRange, moved.Report.WrittenRange));
        Assert.Equal((RunOutcome.Failed, FailureCodes.VersionNotInstalled), (away.Outcome, away.Failure!.Code));
        Assert.Contains("2.1.0", away.Failure.Reason, StringComparison.Ordinal);
    }

    /// <summary>A solution, a test framework, and packages of the registry that this machine is configured for, through the proxy.</summary>
    [Fact]
    public async Task Tests_of_a_real_framework_run_with_packages_of_the_real_registry()
    {
        using var own = WorkerHost.With(("SpecCursor:Worker:DotNet:Source", null));
        var repositories = new DotNetRepositories(own);
        var references = Reference("Microsoft.NET.Test.Sdk", "17.14.1") + Reference("xunit", "2.9.2") + Reference("xunit.runner.visualstudio", "2.8.2");
        var repository = await repositories.CreateAsync(
            "xunit",
            ("All.slnx", "<Solution><Project Path=\"tests/Tests.csproj\" /></Solution>\n"),
            ("tests/Tests.csproj", Project(references, "<OutputType>Library</OutputType>")),
            ("other/Other.csproj", Project(Reference("xunit", "2.9.2"))),
            ("tests/Test.cs", "public class Test { [Xunit.Fact] public void Holds() => Xunit.Assert.True(true); }\n"));

        var ran = await repositories.UpgradeAsync(repository, "xunit", "2.9.3");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(["tests/Tests.csproj"], ran.Report!.ChangedFiles);
        Assert.Contains("Passed:     1", ran.Report.Tests!.Output, StringComparison.Ordinal);
        Assert.Contains(ran.Report.After.Edges, edge => edge is { From: "xunit/2.9.3", To: "xunit.assert/2.9.3" });
    }

    [Fact]
    public async Task What_a_restore_writes_over_a_manifest_is_not_in_the_change()
    {
        var repository = await _repositories.CreateAsync(
            "overwriting",
            ("App.csproj", Project(Reference(LocalFeed.Greeting, "1.0.0"))),
            ("Directory.Build.targets", """
                <Project>
                  <Target Name="Build" />
                  <Target Name="Plant" BeforeTargets="CollectPackageReferences">
                    <WriteLinesToFile File="App.csproj" Lines="planted" Overwrite="true" />
                  </Target>
                </Project>
                """));

        var ran = await _repositories.UpgradeAsync(repository, LocalFeed.Greeting, "1.1.0");

        Assert.Contains("+    <PackageReference Include=\"Sample.Greeting\" Version=\"1.1.0\" />\n", ran.Report!.Diff, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", ran.Report.Diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lockfile_that_does_not_fit_is_named()
    {
        var repository = await _repositories.CreateLockedAsync("stale", "App.csproj", ("App.csproj", Project(Reference(LocalFeed.Greeting, "1.0.0"))));
        await repository.CommitAsync(("App.csproj", Project(Reference(LocalFeed.Greeting, "1.0.0") + Reference(LocalFeed.Strict, "1.0.0"))));

        var ran = await _repositories.UpgradeAsync(repository, LocalFeed.Greeting, "1.1.0");

        Assert.Equal((RunOutcome.Failed, FailureCodes.LockfileOutOfDate), (ran.Outcome, ran.Failure!.Code));
    }

    private static LockedPackage Pinned(UpgradeRan ran, string package) =>
        ran.Report!.After.Packages.Single(locked => locked.Name == package && locked.Version == ran.Report.ToVersion);
}
