using System.Globalization;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Processes;

namespace SpecCursor.Worker.Sandbox.View;

/// <summary>Makes tools reachable that live outside of <c>/usr</c> (nvm, <c>/opt</c> …): their installation's folder, read-only.</summary>
internal static class ToolMounts
{
    private const string SandboxRoot = "/opt/speccursor/tools";

    /// <summary>The mounts, and the folders to put before the system's on <c>PATH</c>.</summary>
    /// <exception cref="TransientStepException">A tool is missing.</exception>
    public static (IReadOnlyList<SandboxMount> Mounts, IReadOnlyList<string> Folders) For(SandboxCommand command, ToolLocator locator)
    {
        var mounts = new List<SandboxMount>();
        var folders = new List<string>();
        foreach (var folder in FoldersOf(command, locator).Select(RealFolder).Where(folder => !IsInSystem(folder)))
        {
            // .../v20.20.2/bin/npm is a link into .../v20.20.2/lib: the whole installation is needed.
            var installation = Path.GetFileName(folder) == "bin" ? Path.GetDirectoryName(folder)! : folder;
            var mount = mounts.FirstOrDefault(mount => mount.HostPath == installation);
            if (mount is null)
            {
                mount = new SandboxMount(installation, string.Create(CultureInfo.InvariantCulture, $"{SandboxRoot}/{mounts.Count}"), IsWritable: false);
                mounts.Add(mount);
                folders.Add(mount.SandboxPath + folder[installation.Length..]);
            }
        }

        return (mounts, folders);
    }

    /// <summary>The folders of a command's tools, as the host has them.</summary>
    /// <exception cref="TransientStepException">A tool is missing.</exception>
    public static IEnumerable<string> FoldersOf(SandboxCommand command, ToolLocator locator) => command.Tools
        .Select(tool => Path.GetDirectoryName(locator.FindAsNamed(tool) ?? throw SandboxFailures.ToolMissing(tool))!)
        .Concat(command.ToolFolders)
        .Distinct();

    private static bool IsInSystem(string folder) =>
        folder is "/bin" or "/sbin" || folder.StartsWith("/usr/", StringComparison.Ordinal);

    private static string RealFolder(string folder) =>
        new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
}
