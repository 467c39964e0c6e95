using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Sandbox.Limits;
using SpecCursor.Worker.Sandbox.Network;
using SpecCursor.Worker.Sandbox.SystemCalls;

namespace SpecCursor.Worker.Sandbox.Bubblewrap;

/// <summary>The sandbox on bubblewrap: namespaces, a read-only system, no privileges, limits on everything.</summary>
internal sealed class BubblewrapSandbox(
    IOptions<SandboxOptions> options,
    WorkerDirectories directories,
    ToolLocator locator,
    ProcessSupervisor supervisor,
    ProcessRunner runner,
    IResourceGroups groups,
    EgressProxies egressProxies,
    SandboxReport report,
    TimeProvider time) : ISandbox
{
    private static readonly (string Tool, string Package)[] Needed =
        [("bwrap", "bubblewrap"), ("setpriv", "util-linux"), ("prlimit", "util-linux"), (EgressForwarder.Tool, "socat")];

    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(10);

    private readonly BubblewrapLauncher _launcher = new(
        options.Value, locator, Environment.IsPrivilegedProcess ? "/run/speccursor-sandbox" : Path.Combine(directories.Control, "stage"), Environment.IsPrivilegedProcess);
    private readonly FilterFile? _filter = SystemCallFilter.Create(RuntimeInformation.ProcessArchitecture) is { } filter ? new FilterFile(directories, "bpf", filter) : null;
    private volatile BubblewrapFeatures? _features;

    public async Task<CommandOutput> RunAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        using var activity = SpecCursorActivities.StartSandboxExec(command.Executable);
        var status = new BubblewrapStatus(Path.Combine(directories.Control, $"{Guid.NewGuid():N}.json"), time);
        try
        {
            var features = _features ??= await ReadFeaturesAsync(cancellationToken);
            await using var group = groups.Create(command.Limits);
            await using var egress = egressProxies.Start(command);
            var startInfo = _launcher.Create(egress is null ? command : EgressForwarder.Wrap(command, egress.SocketFile), group, features, status.Path, _filter?.Write());
            var disk = new DiskWatch(command);
            using var attempts = new NetworkAttempts();
            var outcome = await supervisor.RunAsync(
                startInfo, command, group, disk, async ended => attempts.Watch(await status.ReadProcessAsync(ended)), cancellationToken);
            if (outcome.LimitExceeded is null && !await status.HasExitCodeAsync())
            {
                throw SandboxFailures.Unavailable(outcome.Output.Text());
            }

            return report.Of(command, outcome, egress?.Refusals ?? [], attempts.Count(), activity);
        }
        catch (Win32Exception exception)
        {
            throw SandboxFailures.Unavailable(exception.Message);
        }
        catch (Exception exception)
        {
            activity?.Fail(exception);
            throw;
        }
        finally
        {
            File.Delete(status.Path);
            File.Delete(BubblewrapLauncher.TableFile(status.Path));
        }
    }

    public async Task<string?> FindProblemAsync(CancellationToken cancellationToken)
    {
        foreach (var (tool, package) in Needed.Where(needed => locator.Find(needed.Tool) is null))
        {
            return $"{tool} is missing: install the package {package} (Debian, Ubuntu: apt-get install {package}).";
        }

        var workspace = Directory.CreateDirectory(Path.Combine(directories.Control, $"probe-{Guid.NewGuid():N}"));
        try
        {
            var result = await RunAsync(Probe(workspace.FullName), cancellationToken);
            return result.ExitCode == 0 ? null : $"bubblewrap does not work here: {result.Output.Trim()}";
        }
        catch (TransientStepException exception)
        {
            return $"bubblewrap does not work here: {exception.Failure.Detail ?? exception.Failure.Reason} Unprivileged user namespaces must be allowed.";
        }
        finally
        {
            workspace.Delete(recursive: true);
        }
    }

    /// <summary>Nothing: the kernel ends a sandbox with the worker.</summary>
    public Task RemoveLeftoversAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private SandboxCommand Probe(string workspace) => new()
    {
        Executable = "true",
        Arguments = [],
        Workspace = workspace,
        Network = SandboxNetwork.None,
        Limits = options.Value.Install with { WallTime = ProbeTimeout },
    };

    private async Task<BubblewrapFeatures> ReadFeaturesAsync(CancellationToken cancellationToken)
    {
        var path = locator.Find("bwrap") ?? throw SandboxFailures.ToolMissing("bwrap");
        var help = await runner.RunAsync(
            new ProcessCommand { FileName = path, Arguments = ["--help"], Environment = new Dictionary<string, string>(), Timeout = ProbeTimeout },
            cancellationToken);
        return BubblewrapFeatures.Parse(help.OutputText + help.Error);
    }
}
