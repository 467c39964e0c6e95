using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;
using static SpecCursor.Worker.Tests.Go.GoRepositories;

namespace SpecCursor.Worker.Tests.Go.Work;

/// <summary>Workspaces that are refused, and in which words: what they use leads elsewhere, or what they say leaves nothing to upgrade.</summary>
[Collection(EcosystemCollections.Go)]
public sealed class GoWorkspaceRefusalTests(WorkerHost host)
{
    private const string Required = "require example.org/greet v1.0.0";

    private readonly GoRepositories _repositories = new(host);

    [Theory]
    [InlineData("use ../app", FailureCodes.UnsafePath, "uses '../app', which is outside of the repository")]
    [InlineData("use ./app/../../app", FailureCodes.UnsafePath, "which is outside of the repository")]
    [InlineData("use /etc", FailureCodes.UnsafePath, "uses '/etc', an absolute path")]
    [InlineData("use ./link", FailureCodes.UnsafePath, "symbolic link")]
    [InlineData("use ./loop/loop/app", FailureCodes.UnsafePath, "symbolic link")]
    [InlineData("use ./away/app", FailureCodes.UnsafePath, "symbolic link")]
    [InlineData("use ./.git", FailureCodes.UnsafePath, "not a path inside the repository")]
    [InlineData("use \"./a\\\\b\"", FailureCodes.UnsafePath, "not a path inside the repository")]
    [InlineData("use ./nothing", FailureCodes.InvalidManifest, "uses './nothing', where the repository has no go.mod")]
    [InlineData("use ./\u0430pp", FailureCodes.InvalidManifest, "where the repository has no go.mod")]
    [InlineData("use (\n\t./app\n\tapp/.\n)", FailureCodes.InvalidManifest, "uses 'app/.', for the second time")]
    [InlineData("use (\n\t./app\n\t./same\n)", FailureCodes.InvalidManifest, "both called 'example.org/app'")]
    [InlineData("use ./app other", FailureCodes.InvalidManifest, "has to name a folder")]
    [InlineData("use (\n\t./app\n", FailureCodes.InvalidManifest, "has no end")]
    [InlineData("use ./app\0", FailureCodes.InvalidManifest, "'go.work' can't be read")]
    [InlineData("use ./app\n\nreplace example.org/greet", FailureCodes.InvalidManifest, "has to name a module and what replaces it")]
    [InlineData("use ./app\n\nreplace example.org/greet => ./same", FailureCodes.UnsupportedConstraint, "'go.work' replaces 'example.org/greet' by './same'")]
    [InlineData("use ./app\n\nreplace example.org/greet v1.0.1 => ./same", FailureCodes.UnsupportedConstraint, "'go.work' replaces 'example.org/greet' by './same'")]
    [InlineData("use (\n\t./app\n\t./replacing\n)", FailureCodes.UnsupportedConstraint, "'replacing/go.mod' replaces 'example.org/greet'")]
    [InlineData("use (\n\t./app\n\t./excluding\n)", FailureCodes.VersionWithdrawn, "excluded by 'excluding/go.mod'")]
    [InlineData("use (\n\t./app\n\t./greet\n)", FailureCodes.UnsupportedConstraint, "'go.work' uses 'greet/go.mod' for 'example.org/greet'")]
    [InlineData("use (\n\t./app\n\t./needing\n)", FailureCodes.DowngradeRefused, "v1.1.0")]
    [InlineData("use (\n\t./app\n\t./modern\n)", FailureCodes.ToolTooOld, "'modern/go.mod' needs go 99.1")]
    public async Task What_a_workspace_cannot_mean_is_refused(string lines, string code, string words)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var repository = await CreateAsync(
            ("go.work", $"go 1.18\n\n{lines}\n"),
            ("same/go.mod", Manifest(string.Empty)),
            ("replacing/go.mod", Manifest("replace example.org/greet => ../same", "example.org/replacing")),
            ("excluding/go.mod", Manifest("exclude example.org/greet v1.0.1", "example.org/excluding")),
            ("needing/go.mod", Manifest(lines.Contains("needing", StringComparison.Ordinal) ? "require example.org/greet v1.1.0" : string.Empty, "example.org/needing")),
            ("modern/go.mod", "module example.org/modern\n\ngo 99.1\n"),
            ("greet/go.mod", Manifest(string.Empty, "example.org/greet")));

        await IsRefusedAsync(repository, code, words);
    }

    [Fact]
    public async Task Module_of_two_workspaces_is_refused() => await IsRefusedAsync(
        await CreateAsync(("go.work", "go 1.18\n\nuse ./app\n"), ("app/go.work", "go 1.18\n\nuse .\n")),
        FailureCodes.UnsupportedConstraint,
        "Both 'go.work' and 'app/go.work' use 'app/go.mod'");

    [Fact]
    public async Task Workspace_that_is_vendored_as_a_whole_is_refused() => await IsRefusedAsync(
        await CreateAsync(("go.work", "go 1.18\n\nuse ./app\n"), ("vendor/modules.txt", "## workspace\n# example.org/greet v1.0.0\n")),
        FailureCodes.UnsupportedConstraint,
        "are vendored together");

    [Fact]
    public async Task Vendored_module_that_needs_its_workspace_is_refused() => await IsRefusedAsync(
        await CreateAsync(
            ("go.work", "go 1.18\n\nuse (\n\t./app\n\t./same\n)\n"),
            ("app/vendor/modules.txt", "# example.org/greet v1.0.0\n"),
            ("app/more.go", "package app\n\nimport _ \"example.org/same\"\n"),
            ("same/go.mod", Manifest(string.Empty, "example.org/same")),
            ("same/same.go", "package same\n")),
        FailureCodes.UnsupportedConstraint,
        "'app/vendor' is vendored");

    [Fact]
    public async Task Workspace_for_a_newer_go_says_so() => await IsRefusedAsync(
        await CreateAsync(("go.work", "go 99.1\n\nuse ./app\n")), FailureCodes.ToolTooOld, "'go.work' needs go 99.1");

    [Fact]
    public async Task Workspace_of_thousands_of_modules_is_refused() => await IsRefusedAsync(
        await CreateAsync(("go.work", $"use (\n{string.Concat(Enumerable.Range(0, 10_000).Select(number => $"\t./m{number}\n"))})\n")),
        FailureCodes.InvalidManifest,
        "more than 500 modules");

    [Fact]
    public async Task Workspace_that_is_a_link_is_not_followed()
    {
        var repository = await CreateAsync(("there", "go 1.18\n\nuse ./app\n"));
        repository.Link("go.work", "there");
        await repository.CommitAsync();

        await IsRefusedAsync(repository, FailureCodes.UnsafePath, "symbolic link");
    }

    private async Task<TestRepository> CreateAsync(params (string Path, string Content)[] files)
    {
        var repository = await _repositories.CreateAsync(
            Guid.NewGuid().ToString("N"), [("app/go.mod", Manifest(Required)), ("app/app.go", Source)], null, files);
        repository.Link("link", "app");
        repository.Link("loop", ".");
        repository.Link("away", "..");
        await repository.CommitAsync();
        return repository;
    }

    private async Task IsRefusedAsync(TestRepository repository, string code, string words)
    {
        var command = WorkerHost.Command(repository.Name, GoModules.Greet, "v1.0.1");
        var ran = await host.RunAsync(command with { Context = command.Context with { Ecosystem = Contracts.Upgrades.Ecosystems.Go } });

        Assert.Equal((RunOutcome.Failed, code), (ran.Outcome, ran.Failure!.Code));
        Assert.Contains(words, ran.Failure.Reason, StringComparison.Ordinal);
    }
}
