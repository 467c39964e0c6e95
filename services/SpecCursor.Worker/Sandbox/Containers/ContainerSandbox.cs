using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Sandbox.Network;
using SpecCursor.Worker.Sandbox.SystemCalls;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Sandbox.Containers;

/// <summary>The sandbox on a container engine of this machine: a container for each command.</summary>
internal sealed class ContainerSandbox(
    IOptions<SandboxOptions> options,
    WorkerDirectories directories,
    WorkspaceOwnership ownership,
    ToolLocator locator,
    ContainerEngine engine,
    ContainerImage image,
    ContainerLauncher launcher,
    ContainerLeftovers leftovers,
    ProcessSupervisor supervisor,
    EgressProxies egressProxies,
    SandboxReport report,
    TimeProvider time) : ISandbox
{
    private static readonly TimeSpan StartInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(30);

    private readonly FilterFile? _filter = ContainerProfile.Create(RuntimeInformation.ProcessArchitecture) is { } profile
        ? new FilterFile(directories, "json", Encoding.UTF8.GetBytes(profile))
        : null;

    public async Task<CommandOutput> RunAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        using var activity = SpecCursorActivities.StartSandboxExec(command.Executable);
        try
        {
            var from = await image.GetAsync(cancellationToken);
            await using var egress = egressProxies.Start(command);
            var contained = egress is null ? command : EgressForwarder.Wrap(command, egress.SocketFile);

            // Named before it is there, so that it is removed even when its creation is interrupted.
            var name = $"speccursor-sandbox-{Guid.NewGuid():N}";
            await using var group = new ContainerGroup(engine, name);
            await engine.CreateAsync(name, launcher.Create(contained, from, _filter?.Write(), leftovers.Labels), cancellationToken);
            var disk = new DiskWatch(command);
            using var attempts = new NetworkAttempts();
            var outcome = await supervisor.RunAsync(
                Attachment(name), command, group, disk, async ended => attempts.Watch(await ReadProcessAsync(name, ended)), cancellationToken);
            var state = await engine.InspectAsync(name, cancellationToken);
            if (state is null or { HasStarted: false })
            {
                throw SandboxFailures.Unavailable(state is null ? "Its container was removed by somebody else." : state.Error);
            }

            // The kernel kills for want of memory before any watch sees it.
            outcome = outcome with { LimitExceeded = outcome.LimitExceeded ?? (state.IsOutOfMemory ? LimitNames.Memory : null) };
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
    }

    public async Task<string?> FindProblemAsync(CancellationToken cancellationToken)
    {
        foreach (var (tool, remedy) in ((string, string)[])[(ContainerEngine.Tool, "install Docker"), (EgressForwarder.Tool, "install the package socat")])
        {
            if (locator.Find(tool) is null)
            {
                return $"{tool} is missing: {remedy}.";
            }
        }

        var workspace = Directory.CreateDirectory(Path.Combine(directories.Control, $"probe-{Guid.NewGuid():N}"));
        try
        {
            if (ownership.Owner is { } owner)
            {
                FileIdentity.GiveTo(workspace.FullName, owner.UserId, owner.GroupId);
            }

            var result = await RunAsync(Probe(workspace.FullName), cancellationToken);
            return result.ExitCode != 0 ? $"Containers do not work here: {result.Output.Trim()}"
                : workspace.EnumerateFiles().Any() ? null
                : "Containers do not see the worker's folders: the engine must run on the worker's own machine.";
        }
        catch (TransientStepException exception)
        {
            return $"Containers do not work here: {exception.Failure.Detail ?? exception.Failure.Reason}";
        }
        finally
        {
            workspace.Delete(recursive: true);
        }
    }

    public Task RemoveLeftoversAsync(CancellationToken cancellationToken) => leftovers.RemoveAsync(cancellationToken);

    private async Task<int> ReadProcessAsync(string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await engine.InspectAsync(name, cancellationToken) is { ProcessId: > 0 and var process })
            {
                return process;
            }

            await Task.Delay(StartInterval, time, cancellationToken);
        }
    }

    /// <summary>Starts the container and ends with it, with its exit code.</summary>
    private ProcessStartInfo Attachment(string name)
    {
        var info = new ProcessStartInfo(engine.Path, ["container", "start", "--attach", "--interactive", name])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Clear();
        foreach (var (variable, value) in ContainerEngine.Environment)
        {
            info.Environment[variable] = value;
        }

        return info;
    }

    private SandboxCommand Probe(string workspace) => new()
    {
        Executable = "touch",
        Arguments = ["probe"],
        Workspace = workspace,
        Network = SandboxNetwork.None,
        Limits = options.Value.Install with { WallTime = ProbeTimeout },
    };
}
