using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;
using static SpecCursor.Worker.Tests.Node.NodeRepositories;

namespace SpecCursor.Worker.Tests.Node;

/// <summary>Code that a repository brings along for its package manager: it runs in the sandbox, or not at all.</summary>
[Collection(WorkerCollection.Name)]
public sealed class PackageManagerCodeTests(WorkerHost host)
{
    /// <summary>What fails outside of the sandbox, and says so.</summary>
    private const string Guard = "if (require('fs').existsSync('/etc/shadow') || Object.keys(process.env).some(key => key.startsWith('DOTNET_'))) throw new Error('not in the sandbox');";

    [Fact]
    public async Task Hooks_of_pnpm_run_in_the_sandbox_and_change_what_is_resolved()
    {
        const string hooks = "module.exports = { hooks: { readPackage: pkg => { if (pkg.name === 'debug') pkg.dependencies.ms = '2.1.1'; return pkg; } } };\n";
        var repository = await NodeTools.Of("pnpm").CreateAsync(
            host, "pnpmfile", ("package.json", Manifest("\"debug\": \"4.3.3\"")), (".pnpmfile.cjs", hooks));
        await repository.CommitAsync((".pnpmfile.cjs", Guard + hooks));

        var ran = await host.RunAsync(repository.Name, "debug", "4.3.4");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Equal("2.1.1", Assert.Single(ran.Report!.After.Packages, package => package.Name == "ms").Version);
    }

    [Theory]
    [InlineData("yarn", ".yarnrc", "yarn-path \"./evil.js\"\n")]
    [InlineData("yarn-4.18", ".yarnrc.yml", "yarnPath: ./evil.js\n")]
    public async Task Yarn_that_a_repository_brings_along_is_not_started(string tool, string path, string settings)
    {
        var repository = await NodeTools.Of(tool).CreateAsync(
            host, $"path-{tool}", ("package.json", Manifest("\"ms\": \"2.1.2\"")), ("evil.js", "process.exit(13);\n"));
        await repository.CommitAsync((path, settings));

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
    }

    [Fact]
    public async Task Plugins_of_yarn_run_in_the_sandbox()
    {
        const string plugin = "module.exports = { name: 'guard', factory: () => { console.log('plugin ran'); return { hooks: {} }; } };\n";
        var repository = await NodeTools.Of("yarn-4.18").CreateAsync(host, "plugin", ("package.json", Manifest("\"ms\": \"2.1.2\"")));
        await repository.CommitAsync((".yarnrc.yml", "plugins:\n  - path: ./guard.cjs\n    spec: \"./guard.cjs\"\n"), ("guard.cjs", Guard + plugin));

        var ran = await host.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Contains("plugin ran", ran.Report!.Install.Output, StringComparison.Ordinal);
    }
}
