using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using SpecCursor.AppHost.Startup;
using SpecCursor.Backing.Processes;
using SpecCursor.Contracts.Operations;
using SpecCursor.Testing;

namespace SpecCursor.AppHost.Tests.EndToEnd;

/// <summary>The AppHost as the process that a person starts, without a launch profile or any environment.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private readonly ConcurrentQueue<string> output = new();
    private readonly Process process;

    private AppHostProcess(string state, string[] arguments)
    {
        State = state;

        // As in a terminal: who runs tests in the background passes on that interrupts are ignored.
        var command = new Command("env", ["--default-signal=INT", "dotnet", ProgramFile, .. arguments])
        {
            Environment = new Dictionary<string, string>
            {
                ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
                ["HOME"] = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                ["SPECCURSOR_STATE_DIR"] = state,
                ["SPECCURSOR_TOOLS_DIR"] = TestDirectory.Tools,
                ["SPECCURSOR_CONTROLLER_PORT"] = "0",
                ["SPECCURSOR_GITHUBAPP_PORT"] = "0",
                ["SPECCURSOR_DASHBOARD_PORT"] = "0",
            },
        };
        process = new Process { StartInfo = CommandRunner.StartInfo(command) };
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
    }

    public string State { get; }

    public int Id => process.Id;

    public IReadOnlyList<string> Output => [.. output];

    // The program beside its own dependencies, rather than the copy beside these tests.
    private static string ProgramFile => Path.Combine(
        Projects.SpecCursor_AppHost.ProjectPath,
        "bin",
        new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
        "net10.0",
        $"{typeof(HostSettings).Assembly.GetName().Name}.dll");

    public static AppHostProcess Start(string state, params string[] arguments)
    {
        var started = new AppHostProcess(state, arguments);
        started.process.Start();
        started.process.StandardInput.Close();
        started.process.BeginOutputReadLine();
        started.process.BeginErrorReadLine();
        return started;
    }

    public async Task<ApplicationStatus> StatusAsync(Predicate<ApplicationStatus> expected)
    {
        using var limit = new CancellationTokenSource(Limit);
        var file = Path.Combine(State, "run", "status.json");
        ApplicationStatus? status = null;
        while (true)
        {
            if (File.Exists(file))
            {
                status = JsonSerializer.Deserialize<ApplicationStatus>(await File.ReadAllTextAsync(file), JsonSerializerOptions.Web)!;
                if (expected(status))
                {
                    return status;
                }
            }

            // An application that failed, or takes forever, will not become what is expected: say what it was.
            Assert.False(process.HasExited, $"The AppHost ended:\n{Describe(status)}");
            Assert.False(status?.State == ApplicationState.Failed, $"The application failed:\n{Describe(status)}");
            Assert.False(limit.IsCancellationRequested, $"The application did not become what was expected in {Limit}:\n{Describe(status)}");
            await Task.Delay(100);
        }
    }

    public void Signal(int signal) => Posix.Signal(process.Id, signal);

    public async Task<int> ExitCodeAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Posix.Signal(process.Id, Posix.Terminate);
            await ExitCodeAsync();
        }

        process.Dispose();
    }

    private string Describe(ApplicationStatus? status) =>
        $"{JsonSerializer.Serialize(status, JsonSerializerOptions.Web)}\n{string.Join('\n', Output.TakeLast(100))}";
}
