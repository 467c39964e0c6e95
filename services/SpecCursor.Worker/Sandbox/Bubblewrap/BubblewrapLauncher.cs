using System.Diagnostics;
using System.Globalization;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Sandbox.Limits;
using SpecCursor.Worker.Sandbox.Network;
using SpecCursor.Worker.Sandbox.View;

namespace SpecCursor.Worker.Sandbox.Bubblewrap;

/// <summary>Turns a sandbox command into the command line that runs it.</summary>
/// <param name="options">Who foreign code runs as.</param>
/// <param name="locator">Finds tools.</param>
/// <param name="stage">Where root brings folders that the unprivileged user could not reach, and overlays are mounted; other runs have their own there, each in its namespace.</param>
/// <param name="isRoot">Whether the service is root.</param>
internal sealed class BubblewrapLauncher(SandboxOptions options, ToolLocator locator, string stage, bool isRoot)
{
    private const long HomeBytes = 256L * 1024 * 1024;

    private static readonly string[] FilterOption = ["--seccomp", "7"];

    /// <param name="command">What to run.</param>
    /// <param name="group">What bounds it.</param>
    /// <param name="features">What the installed bubblewrap can do.</param>
    /// <param name="statusFile">Where bubblewrap reports how the command ended.</param>
    /// <param name="filterFile">The filter of system calls; null for none.</param>
    public ProcessStartInfo Create(SandboxCommand command, IResourceGroup group, BubblewrapFeatures features, string statusFile, string? filterFile)
    {
        var view = SandboxView.Of(command, locator);
        var table = new MountTable(stage);
        List<string> binds = [.. view.Mounts.SelectMany(mount => Bind(mount, isRoot || mount.Overlay is not null ? table.Add(mount) : mount.HostPath))];
        if (!table.IsEmpty)
        {
            table.Write(TableFile(statusFile));
        }

        List<string> line =
        [
            .. MountNamespace(table),
            "/bin/sh", "-c", EntryScript.Text, "sandbox-entry", statusFile, filterFile ?? "/dev/null", stage, table.IsEmpty ? string.Empty : TableFile(statusFile), .. group.JoinFiles, "--",
        ];
        line.AddRange(DropPrivileges());
        line.AddRange(["bwrap", .. Namespaces(features), .. filterFile is null ? [] : FilterOption, .. Environment(view), .. FileSystems(command, features)]);
        line.AddRange(binds);
        line.AddRange(["--remount-ro", "/", "--chdir", view.WorkingDirectory, "--"]);
        line.AddRange(StartGate.Before([.. ProcessLimits(command.Limits, group), command.Executable, .. command.Arguments]));
        return StartInfo(line);
    }

    /// <summary>Where the table of mounts is, beside the file for bubblewrap's report.</summary>
    public static string TableFile(string statusFile) => statusFile + ".mounts";

    private static ProcessStartInfo StartInfo(List<string> line)
    {
        var info = new ProcessStartInfo(line[0], line.Skip(1))
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The sandbox's init shows its environment to everything inside (/proc/1/environ).
        info.Environment.Clear();
        info.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        return info;
    }

    /// <summary>Nobody else is to see what is brought to the stage. An unprivileged service needs one to lay folders over each other, as root of a user namespace.</summary>
    private string[] MountNamespace(MountTable table) =>
        table.IsEmpty ? []
        : isRoot ? ["unshare", "--mount", "--propagation", "private", "--"]
        : ["unshare", "--user", "--map-root-user", "--mount", "--propagation", "private", "--"];

    private IEnumerable<string> DropPrivileges() => isRoot
        ?
        [
            "setpriv", "--reuid", Text(options.UserId), "--regid", Text(options.GroupId), "--clear-groups", "--no-new-privs", "--inh-caps=-all",
            "--bounding-set=-all", "--pdeathsig", "KILL", "--",
        ]
        : ["setpriv", "--no-new-privs", "--pdeathsig", "KILL", "--"];

    private static List<string> Namespaces(BubblewrapFeatures features)
    {
        List<string> arguments =
        [
            "--unshare-user", "--uid", "1000", "--gid", "1000", "--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try",
            "--hostname", "sandbox", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--json-status-fd", "5",
        ];
        if (features.CanDisableUserNamespaces)
        {
            arguments.Add("--disable-userns");
        }

        return arguments;
    }

    private static IEnumerable<string> Environment(SandboxView view) =>
        view.Environment.SelectMany(variable => new[] { "--setenv", variable.Key, variable.Value }).Prepend("--clearenv");

    private static IEnumerable<string> FileSystems(SandboxCommand command, BubblewrapFeatures features) =>
    [
        "--perms", "0755", "--dir", "/etc",
        .. SystemMounts.Arguments(),
        "--proc", "/proc", "--dev", "/dev",
        .. Temporary("/tmp", command.Limits.TemporaryBytes, "1777", features),
        "--dir", "/home",
        .. Temporary(SandboxEnvironment.Home, HomeBytes, "0700", features),
    ];

    private static IEnumerable<string> Temporary(string path, long bytes, string mode, BubblewrapFeatures features) =>
        features.CanLimitTemporarySize ? ["--perms", mode, "--size", Text(bytes), "--tmpfs", path] : ["--perms", mode, "--tmpfs", path];

    private static string[] Bind(SandboxMount mount, string source) => [mount.IsWritable ? "--bind" : "--ro-bind", source, mount.SandboxPath];

    /// <summary>
    /// Set inside, where the user namespace counts processes by itself. <c>RLIMIT_AS</c> is of no use: node reserves far more address space than it uses;
    /// <c>RLIMIT_DATA</c> counts only what is writable.
    /// </summary>
    private static IEnumerable<string> ProcessLimits(SandboxLimits limits, IResourceGroup group)
    {
        yield return "prlimit";
        yield return "--core=0";
        yield return $"--fsize={Text(limits.FileBytes)}";
        if (group.NeedsProcessLimits)
        {
            // The watch ends a command that exceeds its limit and says so; these hold until it looks again.
            yield return $"--nproc={Text(limits.Processes * 2L)}";
            yield return $"--data={Text(limits.MemoryBytes * 2)}";
        }

        yield return "--";
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
