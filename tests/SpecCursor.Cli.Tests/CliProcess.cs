using SpecCursor.Backing.Processes;
using SpecCursor.Testing;

namespace SpecCursor.Cli.Tests;

/// <summary>The command line as the process that <c>./speccursor</c> starts, over a state directory of its own.</summary>
internal sealed class CliProcess : IDisposable
{
    private static readonly string s_configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    // The program beside its own dependencies, rather than the copy beside these tests: it finds the tree from where it is.
    private static readonly string s_program = Repository.PathOf($"SpecCursor.Cli/bin/{s_configuration}/net10.0/speccursor-cli.dll");

    public string State { get; } = TestDirectory.Create("cli");

    public Task<CommandResult> RunAsync(params string[] arguments) => RunAsync(TimeSpan.FromMinutes(1), arguments);

    public Task<CommandResult> RunAsync(TimeSpan limit, params string[] arguments) => CommandRunner.RunAsync(
        new Command("dotnet", [s_program, .. arguments])
        {
            WorkingDirectory = State,
            Environment = new Dictionary<string, string>
            {
                ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
                ["HOME"] = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),

                // Whether or not an engine runs on this machine.
                ["SPECCURSOR_INFRASTRUCTURE"] = "native",
                ["SPECCURSOR_STATE_DIR"] = State,
                ["SPECCURSOR_TOOLS_DIR"] = TestDirectory.Tools,
                ["SPECCURSOR_CONTROLLER_PORT"] = "0",
                ["SPECCURSOR_GITHUBAPP_PORT"] = "0",
                ["SPECCURSOR_DASHBOARD_PORT"] = "0",
            },
        },
        limit,
        CancellationToken.None);

    public void Dispose() => TestDirectory.Delete(State);
}
