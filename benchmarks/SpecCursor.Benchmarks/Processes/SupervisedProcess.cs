using System.Diagnostics;
using System.Globalization;
using SpecCursor.Benchmarks.Harness;

namespace SpecCursor.Benchmarks.Processes;

/// <summary>
/// A process that ends on disposal, and with this program however that ends: the shell script that ties backing servers to the
/// application ties it to this program.
/// </summary>
internal sealed class SupervisedProcess : IAsyncDisposable
{
    private static readonly string[] Withheld = ["ANTHROPIC_", "SPECCURSOR_", "SpecCursor__", "OTEL_", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "GITHUB_TOKEN", "GH_TOKEN"];

    private readonly Process supervisor;
    private readonly OutputTail output = new();
    private readonly string name;
    private readonly TimeSpan patience;
    private int? processId;

    private SupervisedProcess(string name, ProcessStartInfo start, TimeSpan patience)
    {
        this.name = name;
        this.patience = patience;
        supervisor = new Process { StartInfo = start };
        supervisor.OutputDataReceived += (_, line) => output.Add(line.Data);
        supervisor.ErrorDataReceived += (_, line) => output.Add(line.Data);
    }

    /// <summary>The process itself, not the script that watches it.</summary>
    public int ProcessId => processId ??= FindSupervised();

    public bool HasExited => supervisor.HasExited;

    /// <summary>Starts a program with this one's environment, less credentials and settings of SpecCursor.</summary>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">What to add to the environment.</param>
    /// <param name="patience">How long it may take to end when asked to.</param>
    public static SupervisedProcess Start(
        string name, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, TimeSpan patience)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "supervise.sh");
        var owner = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("/bin/sh", [script, owner, "TERM", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var variable in start.Environment.Keys.Where(key => Array.Exists(Withheld, prefix => key.StartsWith(prefix, StringComparison.Ordinal))).ToList())
        {
            start.Environment.Remove(variable);
        }

        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        var process = new SupervisedProcess(name, start, patience);
        process.supervisor.Start();
        process.supervisor.StandardInput.Close();
        process.supervisor.BeginOutputReadLine();
        process.supervisor.BeginErrorReadLine();
        return process;
    }

    /// <summary>What went wrong, with the last lines that the process printed.</summary>
    public MeasurementException Failure(string what) => new($"{name} {what}:\n{output}");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!supervisor.HasExited)
        {
            Signals.SendTerminate(supervisor.Id);
            using var limit = new CancellationTokenSource(patience);
            await supervisor.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!supervisor.HasExited)
            {
                Bench.Say($"{name} did not end within {patience.TotalSeconds:0} s of being asked to: killed");
                supervisor.Kill(entireProcessTree: true);
            }
        }

        supervisor.Dispose();
    }

    // The script's other child is a shell that watches for this program's end.
    private int FindSupervised()
    {
        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(entry), CultureInfo.InvariantCulture, out var id)
                && ProcessFacts.TryRead(id) is { } facts && facts.ParentId == supervisor.Id && facts.Name != "sh")
            {
                return id;
            }
        }

        throw Failure("is not there");
    }
}
