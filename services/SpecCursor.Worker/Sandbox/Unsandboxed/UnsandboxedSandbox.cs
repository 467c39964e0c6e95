using System.Diagnostics;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Sandbox.Bubblewrap;
using SpecCursor.Worker.Sandbox.Limits;
using SpecCursor.Worker.Sandbox.View;

namespace SpecCursor.Worker.Sandbox.Unsandboxed;

/// <summary>
/// No sandbox: only the environment is scrubbed and the limits hold. Used only where the operator said so in so many words
/// (<c>SpecCursor:Worker:Sandbox:AllowUnsandboxed</c>); every run says it again in the log.
/// </summary>
internal sealed class UnsandboxedSandbox(
    WorkerDirectories directories,
    ToolLocator locator,
    ProcessSupervisor supervisor,
    IResourceGroups groups,
    SandboxReport report,
    ILogger<UnsandboxedSandbox> logger) : ISandbox
{
    public async Task<CommandOutput> RunAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        logger.LogWarning(
            "UNSANDBOXED: {Executable} runs a repository's code with the service's own rights, because AllowUnsandboxed is set", command.Executable);
        using var activity = SpecCursorActivities.StartSandboxExec(command.Executable);
        await using var group = groups.Create(command.Limits);
        var home = Directory.CreateDirectory(Path.Combine(directories.Control, $"home-{Guid.NewGuid():N}"));
        try
        {
            var disk = new DiskWatch(command);
            var outcome = await supervisor.RunAsync(StartInfo(command, group, home.FullName), command, group, disk, _ => Task.CompletedTask, cancellationToken);
            return report.Of(command, outcome, [], attempts: 0, activity);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    public Task<string?> FindProblemAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task RemoveLeftoversAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private ProcessStartInfo StartInfo(SandboxCommand command, IResourceGroup group, string home)
    {
        var folders = ToolMounts.FoldersOf(command, locator);
        string[] entry = ["-c", EntryScript.Text, "sandbox-entry", "/dev/null", "/dev/null", "/", string.Empty, .. group.JoinFiles, "--"];
        var info = new ProcessStartInfo("/bin/sh", [.. entry, command.Executable, .. command.Arguments])
        {
            WorkingDirectory = Path.Combine(command.Workspace, command.WorkingDirectory),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Clear();
        foreach (var (name, value) in SandboxEnvironment.Create(command, home, string.Join(':', [.. folders, SandboxEnvironment.SystemPath])))
        {
            info.Environment[name] = value;
        }

        foreach (var mount in command.Mounts.Where(mount => mount.Variable is not null))
        {
            info.Environment[mount.Variable!] = mount.HostPath;
        }

        return info;
    }
}
