using System.Text.Json;
using System.Text.Json.Nodes;
using SpecCursor.Backing.Processes;
using SpecCursor.Observability.Tests.Tools;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Terraform.Hcl;

/// <summary>
/// HashiCorp's own parser and formatter of HCL, as WebAssembly. A fixture: <c>IClassFixture&lt;HclReader&gt;</c> installs the locked
/// packages once for a test class, away from the source tree.
/// </summary>
public sealed class HclReader : IAsyncLifetime
{
    private const string Source = "tests/SpecCursor.Deployment.Tests/Terraform/Hcl";
    private static readonly string[] Files = ["package.json", "package-lock.json", "read.mjs", "loads.mjs", "evaluate.mjs"];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _directory = TestDirectory.Create("hcl");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        foreach (var file in Files)
        {
            File.Copy(Repository.PathOf($"{Source}/{file}"), Path.Combine(_directory, file));
        }

        await RunAsync(Tool.Npm, "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error");
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        TestDirectory.Delete(_directory);
        return Task.CompletedTask;
    }

    /// <summary>Reads every file below each directory: many at once, since it is the start that takes long.</summary>
    /// <param name="directories">The directories, absolute.</param>
    /// <returns>For each directory its files.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<HclFile>>> ReadAsync(params string[] directories)
    {
        var output = Path.Combine(_directory, $"{Guid.NewGuid():N}.json");
        await RunAsync(Tool.Node, ["read.mjs", output, .. directories]);
        await using var stream = File.OpenRead(output);
        return (await JsonSerializer.DeserializeAsync<HclFile[][]>(stream, JsonSerializerOptions.Web))!;
    }

    /// <summary>Says of each condition whether it holds: <c>true</c>, <c>false</c>, or why it has no answer, such as for a value of another type.</summary>
    /// <param name="questions">The conditions.</param>
    public async Task<IReadOnlyList<string>> EvaluateAsync(IReadOnlyList<HclQuestion> questions)
    {
        var name = Path.Combine(_directory, $"{Guid.NewGuid():N}");
        await File.WriteAllTextAsync($"{name}.questions.json", JsonSerializer.Serialize(questions, JsonSerializerOptions.Web));
        await RunAsync(Tool.Node, "evaluate.mjs", $"{name}.json", $"{name}.questions.json");
        return [.. JsonNode.Parse(await File.ReadAllTextAsync($"{name}.json"))!.AsArray().Select(answer => answer!.ToString())];
    }

    private async Task RunAsync(Tool tool, params string[] arguments)
    {
        var command = new Command(tool.Program, arguments) { WorkingDirectory = _directory };
        var result = await CommandRunner.RunAsync(command, Limit, CancellationToken.None);
        Assert.True(result.Succeeded, $"{tool.Name} {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Explanation}");
    }
}
