using System.Text.Json;
using SpecCursor.Backing.Processes;
using SpecCursor.Observability.Tests.Tools;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.LogQl;

/// <summary>
/// The official grammar of LogQL, which Grafana's own editor parses with. A fixture: <c>IClassFixture&lt;LogQlGrammar&gt;</c> installs the
/// locked packages once for a test class, away from the source tree.
/// </summary>
public sealed class LogQlGrammar : IAsyncLifetime
{
    private const string Source = "tests/SpecCursor.Observability.Tests/LogQl";
    private const string Script = "parse.mjs";
    private static readonly string[] Files = ["package.json", "package-lock.json", Script];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _directory = TestDirectory.Create("logql");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        foreach (var file in Files)
        {
            File.Copy(Repository.PathOf($"{Source}/{file}"), Path.Combine(_directory, file));
        }

        await RunAsync(Tool.Npm, ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"], input: null);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        TestDirectory.Delete(_directory);
        return Task.CompletedTask;
    }

    /// <summary>Every place at which an expression is not LogQL. Variables of Grafana must have been replaced before: they are not LogQL.</summary>
    /// <param name="expressions">Log queries or metric queries.</param>
    public async Task<IReadOnlyList<LogQlFault>> FaultsOfAsync(IEnumerable<string> expressions)
    {
        var faults = await RunAsync(Tool.Node, [Script], JsonSerializer.Serialize(expressions));
        return JsonSerializer.Deserialize<LogQlFault[]>(faults, JsonSerializerOptions.Web)!;
    }

    private async Task<string> RunAsync(Tool tool, IReadOnlyList<string> arguments, string? input)
    {
        var command = new Command(tool.Program, arguments) { WorkingDirectory = _directory, Input = input };
        var result = await CommandRunner.RunAsync(command, Limit, CancellationToken.None);
        Assert.True(result.Succeeded, $"{tool.Name} {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Explanation}");
        return result.Output;
    }
}
