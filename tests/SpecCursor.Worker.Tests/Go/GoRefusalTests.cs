using System.Text;
using System.Text.RegularExpressions;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using static SpecCursor.Worker.Tests.Go.GoRepositories;

namespace SpecCursor.Worker.Tests.Go;

/// <summary>What is refused, and in which words.</summary>
[Collection(EcosystemCollections.Go)]
public sealed class GoRefusalTests(WorkerHost host)
{
    private const string Required = "require example.org/greet v1.0.0\n\n";

    private readonly GoRepositories _repositories = new(host);

    [Theory]
    [InlineData("replace example.org/greet => ./greet", "v1.0.1", FailureCodes.UnsupportedConstraint, "by './greet'")]
    [InlineData("replace example.org/greet => example.org/fork v1.0.0", "v1.0.1", FailureCodes.UnsupportedConstraint, "by 'example.org/fork v1.0.0'")]
    [InlineData("replace example.org/greet v1.0.0 => ./greet", "v1.0.1", FailureCodes.UnsupportedConstraint, "by './greet'")]
    public async Task Module_that_another_stands_in_for_is_left_alone(string line, string target, string code, string words)
    {
        var repository = await CreateAsync(("go.mod", Manifest(Required + line)));

        await IsRefusedAsync(repository, GoModules.Greet, target, code, words);
    }

    [Theory]
    [InlineData("exclude example.org/greet v1.0.1", "v1.0.1", FailureCodes.VersionWithdrawn, "excluded by 'go.mod'")]
    [InlineData("replace example.org/greet v1.0.1 => ./greet", "v1.0.1", FailureCodes.UnsupportedConstraint, "by './greet'")]
    public async Task Version_that_the_manifest_rules_out_is_refused(string line, string target, string code, string words)
    {
        var repository = await _repositories.CreateAsync(Name(), [("go.mod", Manifest(Required + line)), ("app.go", Source)]);

        await IsRefusedAsync(repository, GoModules.Greet, target, code, words);
    }

    [Fact]
    public async Task Version_that_nobody_should_go_to_is_refused()
    {
        var repository = await _repositories.CreateAsync(
            Name(),
            [
                ("go.mod", Manifest("require (\n\texample.org/Old v1.0.0\n\texample.org/mistake v1.0.0\n\texample.org/modern v1.0.0\n)")),
                ("app.go", "package app\n\nimport (\n\t_ \"example.org/Old\"\n\t_ \"example.org/mistake\"\n\t_ \"example.org/modern\"\n)\n"),
            ]);

        await IsRefusedAsync(repository, GoModules.Mistake, "v1.1.0", FailureCodes.VersionWithdrawn, "retracted: It counted wrongly.");
        await IsRefusedAsync(repository, GoModules.Old, "v1.0.1", FailureCodes.VersionWithdrawn, "deprecated: use example.org/greet.");
        await IsRefusedAsync(repository, GoModules.Old, "latest", FailureCodes.VersionWithdrawn, "deprecated: use example.org/greet.");
        await IsRefusedAsync(repository, GoModules.Modern, "latest", FailureCodes.ToolTooOld, "needs go 99.1");
        await IsRefusedAsync(repository, GoModules.Modern, "v3.0.0", FailureCodes.VersionNotFound, "no version v3.0.0");
        await IsRefusedAsync(repository, GoModules.Modern + "/v2", "latest", FailureCodes.PackageNotInRepository, "'example.org/modern'");
        await IsRefusedAsync(repository, "example.org/m\u043edern", "latest", FailureCodes.InvalidPackageName, "not one that go allows");
    }

    [Fact]
    public async Task Another_major_of_what_only_others_import_is_refused()
    {
        var repository = await _repositories.CreateAsync(
            Name(), [("go.mod", Manifest("require example.org/words v1.0.0\n\n" + Required)), ("app.go", "package app\n\nimport _ \"example.org/words\"\n")], null,
            ("go.mod", Manifest("require example.org/words v1.0.0\n\nrequire example.org/greet v1.0.0 // indirect")));

        await IsRefusedAsync(repository, GoModules.Greet, "v2.0.0", FailureCodes.UnsupportedConstraint, "to 'example.org/greet/v2'");
    }

    [Theory]
    [InlineData("require example.org/greet", FailureCodes.InvalidManifest, "a module and a version")]
    [InlineData("require (\n\texample.org/greet v1.0.0\n", FailureCodes.InvalidManifest, "has no end")]
    [InlineData("require example.org/greet v1.0.0\0", FailureCodes.InvalidManifest, "does not belong there")]
    [InlineData("require \"example.org/greet v1.0.0", FailureCodes.InvalidManifest, "not closed")]
    [InlineData("require example.org/greet v1.0.0\n\ngo 99.1", FailureCodes.InstallFailed, "go list")]
    public async Task Broken_manifest_is_named(string line, string code, string words) =>
        await IsRefusedAsync(await CreateAsync(("go.mod", Manifest(line))), GoModules.Greet, "latest", code, words);

    [Fact]
    public async Task Manifest_for_a_newer_go_says_so() => await IsRefusedAsync(
        await CreateAsync(("go.mod", Manifest(Required).Replace("go 1.18", "go 99.1", StringComparison.Ordinal))),
        GoModules.Greet,
        "latest",
        FailureCodes.ToolTooOld,
        "'go.mod' needs go 99.1");

    [Fact]
    public async Task Repository_without_a_module_says_so() =>
        await IsRefusedAsync(await CreateAsync(("testdata/go.mod", Manifest(Required))), GoModules.Greet, "latest", FailureCodes.ManifestNotFound, "no go.mod");

    [Fact]
    public async Task Manifest_that_is_a_link_is_not_followed()
    {
        var repository = await TestRepository.CreateEmptyAsync(host, $"tests/go-{Name()}");
        repository.Link("go.mod", "/etc/passwd");
        await repository.CommitAsync(("app.go", Source));

        await IsRefusedAsync(repository, GoModules.Greet, "latest", FailureCodes.UnsafePath, "symbolic link");
    }

    [Fact]
    public async Task Contents_that_are_not_those_of_the_checksum_are_refused()
    {
        var repository = await _repositories.CreateGreetAsync(Name());
        await repository.EditAsync("go.sum", text => Encoding.UTF8.GetBytes(
            Regex.Replace(Encoding.UTF8.GetString(text), "h1:.{8}", "h1:AAAAAAAA")));
        await repository.CommitAsync();

        await IsRefusedAsync(repository, GoModules.Greet, "latest", FailureCodes.InstallFailed, "checksum mismatch");
    }

    private static string Name() => Guid.NewGuid().ToString("N");

    private Task<TestRepository> CreateAsync((string Path, string Content) manifest) =>
        TestRepository.CreateAsync(host, $"tests/go-{Name()}", manifest, ("app.go", Source));

    private async Task IsRefusedAsync(TestRepository repository, string package, string target, string code, string words)
    {
        var command = WorkerHost.Command(repository.Name, package, target);
        var ran = await host.RunAsync(command with { Context = command.Context with { Ecosystem = Contracts.Upgrades.Ecosystems.Go } });

        Assert.Equal((RunOutcome.Failed, code), (ran.Outcome, ran.Failure!.Code));
        Assert.Contains(words, ran.Failure.Reason, StringComparison.Ordinal);
    }
}
