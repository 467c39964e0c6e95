using SpecCursor.AppHost.Tests.Upgrades;
using SpecCursor.Backing.Processes;
using SpecCursor.Testing;

namespace SpecCursor.AppHost.Tests.GeneratedCode;

/// <summary>Services load their message handlers' code ready-made; what is committed has to be what the engine would make now.</summary>
public sealed class GeneratedCodeTests
{
    [Theory]
    [InlineData("SpecCursor.AiService")]
    [InlineData("SpecCursor.Controller")]
    [InlineData("SpecCursor.GitHubApp")]
    [InlineData("SpecCursor.ProofEngine")]
    [InlineData("SpecCursor.Worker")]
    public async Task Committed_code_is_what_would_be_generated_now(string service)
    {
        var project = Path.Combine(Path.GetDirectoryName(UpgradeStage.SamplesFolder)!, "services", service);
        var directory = TestDirectory.Create("codegen");
        try
        {
            var command = new Command("dotnet", [ServiceFile(project, service), "codegen", "write"]) { WorkingDirectory = directory };
            var result = await CommandRunner.RunAsync(command, TimeSpan.FromMinutes(2), CancellationToken.None);

            Assert.True(result.ExitCode == 0, $"{result.Output}\n{result.Error}");
            Assert.Equal(
                Read(Path.Combine(directory, "Internal", "Generated")),
                Read(Path.Combine(project, "Internal", "Generated")));
        }
        finally
        {
            TestDirectory.Delete(directory);
        }
    }

    private static string ServiceFile(string project, string service) =>
        Path.Combine(project, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", $"{service}.dll");

    private static SortedDictionary<string, string> Read(string folder) => new(
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText),
        StringComparer.Ordinal);
}
