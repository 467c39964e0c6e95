using System.Globalization;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Sandbox.Network;
using SpecCursor.Worker.Sandbox.View;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Sandbox.Containers;

/// <summary>Turns a sandbox command into the description of the container that runs it: the arguments of <c>docker create</c>.</summary>
/// <param name="locator">Finds tools.</param>
/// <param name="ownership">Who the command runs as: the owner of the workspaces.</param>
internal sealed class ContainerLauncher(ToolLocator locator, WorkspaceOwnership ownership)
{
    private const long HomeBytes = 256L * 1024 * 1024;

    /// <summary>How long a container goes on after its command's time, when nobody is left to end it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>The first process: it merges the outputs, collects orphans, and ends the container with the command.</summary>
    private const string Script = """exec 2>&1; "$@"; exit $?""";

    /// <param name="command">What to run.</param>
    /// <param name="image">The image.</param>
    /// <param name="profileFile">The filter of system calls; null for the engine's own.</param>
    /// <param name="labels">Whose the container is.</param>
    public IReadOnlyList<string> Create(SandboxCommand command, string image, string? profileFile, IEnumerable<string> labels)
    {
        var view = SandboxView.Of(command, locator);
        var (user, group) = ownership.User;
        return
        [
            .. labels.SelectMany(label => new[] { "--label", label }),
            "--interactive", "--user", Text($"{user}:{group}"), "--hostname", "sandbox", "--workdir", view.WorkingDirectory,
            "--network", "none", "--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--ipc", "private",

            // What it prints is read from it; the engine would write it to the disk besides, without end.
            "--log-driver", "none",
            .. profileFile is null ? [] : (string[])["--security-opt", $"seccomp={profileFile}"],
            .. Loopback(),
            .. Limits(command.Limits),
            .. view.Environment.SelectMany(variable => new[] { "--env", $"{variable.Key}={variable.Value}" }),
            .. SystemFolders.Shown.SelectMany(path => Bind(new SandboxMount(path, path, IsWritable: false))),
            .. SystemFolders.Hidden.SelectMany(path => new[] { "--tmpfs", $"{path}:ro,size=4k" }),
            "--tmpfs", "/sys:ro,size=4k",
            "--tmpfs", Text($"/tmp:exec,mode=1777,size={command.Limits.TemporaryBytes}"),
            "--tmpfs", Text($"{SandboxEnvironment.Home}:exec,mode=0700,uid={user},gid={group},size={HomeBytes}"),
            .. view.Mounts.SelectMany(Bind),
            image,
            "sh", "-c", Script, "sandbox", "timeout", "--foreground", "--signal=KILL", Text($"{(command.Limits.WallTime + Grace).TotalSeconds:F0}"),
            .. StartGate.Before([command.Executable, .. command.Arguments]),
        ];
    }

    /// <summary>Engines switch IPv6 off where a container has no network; tests expect <c>::1</c> to be there.</summary>
    private static string[] Loopback() => Directory.Exists("/proc/sys/net/ipv6") ? ["--sysctl", "net.ipv6.conf.all.disable_ipv6=0"] : [];

    private static IEnumerable<string> Limits(SandboxLimits limits) =>
    [
        // Memory and swap together: no swap.
        "--memory", Text($"{limits.MemoryBytes}"), "--memory-swap", Text($"{limits.MemoryBytes}"), "--pids-limit", Text($"{limits.Processes}"),
        .. limits.Processors > 0 ? (string[])["--cpus", Text($"{limits.Processors}")] : [],
        "--ulimit", "core=0", "--ulimit", Text($"fsize={limits.FileBytes}"),
    ];

    /// <summary>The engine reads a mount as a line of comma-separated values: a field is quoted.</summary>
    private static IEnumerable<string> Bind(SandboxMount mount) => mount.Overlay is { } overlay
        ? ["--mount", $"type=volume,{Field("target", mount.SandboxPath)},volume-nocopy,volume-driver=local,{Options(overlay, mount.IsWritable)}"]
        : ["--mount", $"type=bind,{Field("source", mount.HostPath)},{Field("target", mount.SandboxPath)}{(mount.IsWritable ? string.Empty : ",readonly")}"];

    /// <summary>
    /// A volume without a name, which goes with its container: the engine mounts it, since who starts containers need not be root. Engines make none that is read-only; without an upper
    /// folder, this one is.
    /// </summary>
    private static string Options(OverlayFolder overlay, bool isWritable) =>
        $"volume-opt=type=overlay,volume-opt=device=overlay,{Field("volume-opt=o", OverlayFolder.Options(isWritable, overlay.Lower, overlay.Folder))}";

    private static string Field(string name, string value) => $"\"{name}={value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
