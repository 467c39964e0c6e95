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
internal sealed class ContainerSandbox : ISandbox
{
    private const string WorkerLabel = "speccursor.worker";
    private const string OwnerLabel = "speccursor.owner";
    private static readonly TimeSpan StartInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(30);

    private readonly SandboxOptions _options;
    private readonly WorkerDirectories _directories;
    private readonly ToolLocator _locator;
    private readonly ProcessSupervisor _supervisor;
    private readonly EgressProxies _egressProxies;
    private readonly SandboxReport _report;
    private readonly TimeProvider _time;
    private readonly ILogger<ContainerSandbox> _logger;
    private readonly WorkspaceOwner _user;
    private readonly bool _isGiven;
    private readonly ContainerEngine _engine;
    private readonly ContainerImage _image;
    private readonly ContainerLauncher _launcher;
    private readonly FilterFile? _filter;

    public ContainerSandbox(
        IOptions<SandboxOptions> options,
        WorkerDirectories directories,
        WorkspaceOwnership ownership,
        ToolLocator locator,
        ProcessSupervisor supervisor,
        ProcessRunner runner,
        EgressProxies egressProxies,
        SandboxReport report,
        TimeProvider time,
        ILogger<ContainerSandbox> logger)
    {
        (_options, _directories, _locator, _supervisor) = (options.Value, directories, locator, supervisor);
        (_egressProxies, _report, _time, _logger) = (egressProxies, report, time, logger);
        _isGiven = ownership.Owner is not null;
        _user = ownership.Owner ?? WorkspaceOwner.ThisUser;
        _engine = new ContainerEngine(locator, runner);
        _image = new ContainerImage(_engine);
        _launcher = new ContainerLauncher(locator, _user.UserId, _user.GroupId);
        _filter = ContainerProfile.Create(RuntimeInformation.ProcessArchitecture) is { } profile
            ? new FilterFile(directories, "json", Encoding.UTF8.GetBytes(profile))
            : null;
    }

    public async Task<CommandOutput> RunAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        using var activity = SpecCursorActivities.StartSandboxExec(command.Executable);
        try
        {
            var image = await _image.GetAsync(_user.UserId, _user.GroupId, cancellationToken);
            await using var egress = _egressProxies.Start(command);
            var contained = egress is null ? command : EgressForwarder.Wrap(command, egress.SocketFile);
            var id = await _engine.CreateAsync(_launcher.Create(contained, image, _filter?.Write(), Labels()), cancellationToken);
            await using var group = new ContainerGroup(_engine, id);
            var disk = new DiskWatch(command);
            NetworkAttempts? attempts = null;
            var outcome = await _supervisor.RunAsync(
                Attachment(id), command.Limits, group, disk, async ended => attempts = NetworkAttempts.Of(await ReadProcessAsync(id, ended)), cancellationToken);
            using var counted = attempts;
            var state = await _engine.InspectAsync(id, cancellationToken);
            if (state is null or { HasStarted: false })
            {
                throw SandboxFailures.Unavailable(state is null ? "Its container was removed by somebody else." : state.Error);
            }

            // The kernel kills for want of memory before any watch sees it.
            outcome = outcome with { LimitExceeded = outcome.LimitExceeded ?? (state.IsOutOfMemory ? LimitNames.Memory : null) };
            return _report.Of(command, outcome, egress?.Refusals ?? [], attempts?.Count() ?? 0, activity);
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
            if (_locator.Find(tool) is null)
            {
                return $"{tool} is missing: {remedy}.";
            }
        }

        var workspace = Directory.CreateDirectory(Path.Combine(_directories.Control, $"probe-{Guid.NewGuid():N}"));
        try
        {
            if (_isGiven)
            {
                FileIdentity.GiveTo(workspace.FullName, _user.UserId, _user.GroupId);
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

    public async Task RemoveLeftoversAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, owner) in await _engine.ListAsync($"{WorkerLabel}={_directories.Control}", OwnerLabel, cancellationToken))
        {
            if (!ContainerOwner.IsAlive(owner))
            {
                _logger.LogInformation("Removing the container {Container} that a killed worker left", id);
                await _engine.RemoveAsync(id, cancellationToken);
            }
        }
    }

    private async Task<int> ReadProcessAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await _engine.InspectAsync(id, cancellationToken) is { ProcessId: > 0 and var process })
            {
                return process;
            }

            await Task.Delay(StartInterval, _time, cancellationToken);
        }
    }

    private IEnumerable<string> Labels() => [$"{WorkerLabel}={_directories.Control}", $"{OwnerLabel}={ContainerOwner.This}"];

    /// <summary>Starts the container and ends with it, with its exit code.</summary>
    private ProcessStartInfo Attachment(string id)
    {
        var info = new ProcessStartInfo(_engine.Path, ["container", "start", "--attach", "--interactive", id])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Clear();
        foreach (var (name, value) in ContainerEngine.Environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private SandboxCommand Probe(string workspace) => new()
    {
        Executable = "touch",
        Arguments = ["probe"],
        Workspace = workspace,
        Network = SandboxNetwork.None,
        Limits = _options.Install with { WallTime = ProbeTimeout },
    };
}
