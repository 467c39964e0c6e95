using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Ecosystems.Python;
using SpecCursor.Worker.Ecosystems.Python.Uv;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Python.Uv;

/// <summary>Projects of uv that can't be upgraded, and configurations that must not lead anywhere.</summary>
[Collection(EcosystemCollections.Python)]
public sealed class UvRefusalTests(WorkerHost host)
{
    private readonly PythonRepositories _repositories = new(host);

    [Theory]
    [InlineData("index-url = 'http://127.0.0.1:1/'\n", "pyproject.toml")]
    [InlineData("extra-index-url = ['https://user:secret@example.org/']\n", "pyproject.toml")]
    [InlineData("find-links = ['http://127.0.0.1:1/']\n", "pyproject.toml")]
    [InlineData("allow-insecure-host = ['example.org']\n", "pyproject.toml")]
    [InlineData("index = [{ url = 'http://10.0.0.1/' }]\n", "pyproject.toml")]
    [InlineData("[[tool.uv.index]]\nname = 'a'\nurl = 'https://example.org:444/'\nexplicit = true\n", "pyproject.toml")]
    [InlineData("[tool.uv.pip]\nindex-url = 'http://127.0.0.1:1/'\n", "pyproject.toml")]
    [InlineData("index-url = 'http://127.0.0.1:1/'\n", "project/uv.toml")]
    [InlineData("[[index]]\nurl = 'http://127.0.0.1:1/'\n", "uv.toml")]
    [InlineData("[tool.uv]\ntrusted-host = ['example.org']\n", "pyproject.toml", "project")]
    public async Task Configuration_that_names_other_servers_is_refused(string configuration, string path, string? folder = null)
    {
        folder ??= path.Contains("uv.toml", StringComparison.Ordinal) ? "project" : "";
        var isOwn = folder.Length == 0;
        var repository = await _repositories.CreateAsync(
            $"uv-bad-{Guid.NewGuid():N}",
            [(Path.Combine(folder, "pyproject.toml"), UvTool.Project("'greet==1.0.0'", isOwn ? configuration : "")), (Path.Combine(folder, "uv.lock"), "version = 1\n"), .. isOwn ? [] : new[] { (path, configuration) }]);

        var ran = await _repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal((RunOutcome.Failed, FailureCodes.UnsupportedRegistry), (ran.Outcome, ran.Failure!.Code));
        Assert.Contains($"'{(isOwn ? "pyproject.toml" : path)}'", ran.Failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret@", ran.Failure.Reason + ran.Failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sources = { Greet = { git = 'https://example.org/greet' } }\n", FailureCodes.UnsupportedConstraint)]
    [InlineData("[tool.uv.sources.greet]\nworkspace = true\n", FailureCodes.UnsupportedConstraint)]
    [InlineData("sources.greet = [{ index = 'a', marker = 'b' }, { url = 'https://example.org/greet.whl' }]\n", FailureCodes.UnsupportedConstraint)]
    [InlineData("required-version = '>999'\n", FailureCodes.InstallFailed)]
    public async Task What_uv_is_told_besides_is_refused_where_it_stands_in_the_way(string settings, string code)
    {
        var repository = await _repositories.CreateAsync($"uv-refused-{Guid.NewGuid():N}", ("pyproject.toml", UvTool.Project("'greet==1.0.0'", settings)), ("uv.lock", "version = 1\n"));

        var ran = await _repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal((RunOutcome.Failed, code), (ran.Outcome, ran.Failure!.Code));
        Assert.EndsWith(".", ran.Failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Project_below_a_workspace_that_leaves_it_out_is_refused()
    {
        var repository = await _repositories.CreateAsync(
            "uv-member",
            ("pyproject.toml", "[tool.uv.workspace]\nmembers = ['*']\nexclude = ['mem*']\n"),
            ("uv.lock", "version = 1\n"),
            ("member/pyproject.toml", "[project]\nname = 'member'\nversion = '1'\ndependencies = ['greet==1.0.0']\n"));

        var ran = await _repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal(FailureCodes.UnsupportedPackageManager, ran.Failure!.Code);
        Assert.Contains("workspace", ran.Failure.Reason, StringComparison.Ordinal);
    }

    /// <summary>Where the system itself has uv, it is found there.</summary>
    [Fact]
    public void Missing_uv_is_named()
    {
        var locator = new ToolLocator(null);
        var uv = new UvRunner(
            host.Service<PythonCommands>(), host.Service<MachinePython>(), host.Sandbox, locator, host.Service<IOptions<SandboxOptions>>(), host.Service<IOptions<PythonOptions>>());

        var exception = Record.Exception(uv.CheckPresence);

        Assert.Equal(locator.Find("uv") is null ? FailureCodes.UnsupportedPackageManager : null, (exception as StepFailedException)?.Failure.Code);
    }

    [Fact]
    public async Task Configuration_of_the_repository_redirects_nothing_and_downloads_no_python()
    {
        const string settings = "no-index = true\nfind-links = ['wheels']\ncache-dir = '/workspace/elsewhere'\npython-downloads = 'automatic'\npython-preference = 'only-managed'\n"
            + "python-install-mirror = 'http://127.0.0.1:1/'\nkeyring-provider = 'subprocess'\n";
        var repository = await _repositories.CreateAsync(
            "uv-configured", ("pyproject.toml", UvTool.Project("'greet==1.0.0'", "no-index = true\nfind-links = ['wheels']\n")), ("app.py", PythonRepositories.App), ("test_app.py", PythonRepositories.AppTest));
        foreach (var wheel in PythonWheels.All)
        {
            await repository.WriteAsync($"wheels/{wheel.FileName}", wheel.ToBytes());
        }

        await repository.RunAsync("env", UvTool.Of(host, "lock"));
        await repository.CommitAsync(
            ("pyproject.toml", UvTool.Project("'greet==1.0.0'", settings)),
            (".python-version", "3.99\n"),
            (".config/uv/uv.toml", "index-url = 'http://127.0.0.1:1/'\n"),
            ("uv", "#!/bin/sh\nexit 1\n"));

        var ran = await _repositories.RunAsync(repository, "greet", "1.1.0");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal(["pyproject.toml", "uv.lock"], ran.Report!.ChangedFiles);
    }
}
