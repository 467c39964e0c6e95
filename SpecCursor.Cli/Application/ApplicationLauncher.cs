using System.Diagnostics;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.Cli.Application;

/// <summary>Starts the AppHost, and waits until all of it is healthy.</summary>
/// <param name="state">Its state directory.</param>
/// <param name="settings">Environment variables that are set for it; null for none.</param>
internal sealed class ApplicationLauncher(StateDirectory state, IReadOnlyDictionary<string, string>? settings = null)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Where the AppHost was built to: beside this program, in the same configuration.</summary>
    public static string AppHostPath
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            var configuration = here.Parent?.Name ?? "Release";
            var root = here.Parent?.Parent?.Parent?.Parent?.FullName ?? here.FullName;
            return Path.Combine(root, "SpecCursor.AppHost", "bin", configuration, "net10.0", "SpecCursor.AppHost.dll");
        }
    }

    /// <summary>Starts it in the foreground of this terminal and waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> RunInForegroundAsync(bool fresh, CancellationToken cancellationToken)
    {
        using var process = Process.Start(StartInfo(fresh, redirectTo: null))
            ?? throw new InvalidOperationException("The AppHost could not be started.");

        // The terminal sends Ctrl+C to both; this program only waits for the AppHost to end.
        Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;
        using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(
            System.Runtime.InteropServices.PosixSignal.SIGTERM,
            context =>
            {
                context.Cancel = true;
                Signals.SendTerminate(process.Id);
            });
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    /// <summary>Starts it in a session of its own, its output in the log file.</summary>
    /// <returns>What runs, once everything is healthy.</returns>
    /// <exception cref="ApplicationStartException">It ended, failed, or was not healthy in time.</exception>
    public async Task<ApplicationStatus> StartDetachedAsync(bool fresh, TimeSpan limit, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(state.LogFile)!);
        using var process = Process.Start(StartInfo(fresh, state.LogFile))
            ?? throw new InvalidOperationException("The AppHost could not be started.");
        var application = new RunningApplication(state);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < limit)
        {
            if (process.HasExited)
            {
                throw new ApplicationStartException($"The AppHost ended with exit code {process.ExitCode}.\n{LogTail()}");
            }

            var status = application.Read();
            switch (status?.State)
            {
                case ApplicationState.Running:
                    return status;
                case ApplicationState.Failed:
                    Signals.SendTerminate(status.ProcessId);
                    await WaitForEndAsync(process, TimeSpan.FromSeconds(30), cancellationToken);
                    throw new ApplicationStartException($"It could not start.\n{Unhealthy(status)}\nThe log is {state.LogFile}");
            }

            await Task.Delay(PollInterval, cancellationToken);
        }

        var last = application.Read();
        Signals.SendTerminate(process.Id);
        await WaitForEndAsync(process, TimeSpan.FromSeconds(30), cancellationToken);
        throw new ApplicationStartException(
            $"It was not healthy after {limit.TotalSeconds:0} seconds.\n{(last is null ? LogTail() : Unhealthy(last))}\nThe log is {state.LogFile}");
    }

    private static async Task WaitForEndAsync(Process process, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        await process.WaitForExitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static string Unhealthy(ApplicationStatus status) => string.Join(
        '\n',
        status.Resources
            .Where(resource => resource.Health != "healthy")
            .Select(resource => $"  {resource.Name}: {resource.State}, {resource.Health}{(resource.Detail is null ? string.Empty : $": {resource.Detail}")}"));

    private ProcessStartInfo StartInfo(bool fresh, string? redirectTo)
    {
        var appHost = AppHostPath;
        if (!File.Exists(appHost))
        {
            throw new ApplicationStartException($"The AppHost is not built: {appHost} is missing. Start it through ./speccursor, which builds it.");
        }

        List<string> arguments = ["dotnet", appHost];
        if (fresh)
        {
            arguments.Add("--fresh");
        }

        // A shell opens the log, so that it is the AppHost's own and outlives this program.
        var start = redirectTo is null
            ? new ProcessStartInfo("dotnet", arguments.Skip(1))
            : new ProcessStartInfo("setsid", ["sh", "-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1 </dev/null", "sh", redirectTo, .. arguments]);
        start.UseShellExecute = false;
        start.Environment["SPECCURSOR_STATE_DIR"] = state.Root;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private string LogTail()
    {
        const int Lines = 20;
        return File.Exists(state.LogFile)
            ? $"The end of {state.LogFile}:\n{string.Join('\n', File.ReadLines(state.LogFile).TakeLast(Lines))}"
            : "It wrote no log.";
    }
}
