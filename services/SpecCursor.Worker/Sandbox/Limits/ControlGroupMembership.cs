using System.Globalization;

namespace SpecCursor.Worker.Sandbox.Limits;

/// <summary>The control groups that a process is in.</summary>
/// <param name="mountInfo">Text of <c>/proc/self/mountinfo</c>.</param>
/// <param name="membership">Text of the process's <c>/proc/…/cgroup</c>.</param>
internal sealed class ControlGroupMembership(string mountInfo, string membership)
{
    private readonly IReadOnlyList<ControlGroupMount> _mounts = ControlGroupMount.Parse(mountInfo);
    private readonly Dictionary<string, string> _membership = membership
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(':', 3))
        .Where(fields => fields.Length == 3)
        .SelectMany(fields => fields[1].Split(',').Select(controller => (controller, path: fields[2])))
        .GroupBy(entry => entry.controller)
        .ToDictionary(group => group.Key, group => group.First().path, StringComparer.Ordinal);

    public static ControlGroupMembership OfThisProcess() => Of("self");

    public static ControlGroupMembership Of(int process) => Of(process.ToString(CultureInfo.InvariantCulture));

    /// <summary>The directory of the process's group; null where there is none, or where it can't be seen from here.</summary>
    /// <param name="controller">The controller; empty for version 2, which has one group for all.</param>
    public string? Find(string controller) => Locate(controller) is var (directory, _) && Directory.Exists(directory) ? directory : null;

    /// <summary>The directory of the process's group, or what is seen of the hierarchy in its place; null where there is none.</summary>
    /// <param name="controller">The controller; empty for version 2, which has one group for all.</param>
    public string? FindOrRoot(string controller) => Find(controller) ?? Locate(controller)?.MountPoint;

    private (string Directory, string MountPoint)? Locate(string controller)
    {
        var mount = _mounts.FirstOrDefault(mount => mount.Controllers.Contains(controller));
        if (mount is null || !_membership.TryGetValue(controller, out var path))
        {
            return null;
        }

        // In a container the mount shows only a part of the hierarchy, and the path may be relative to that part or not.
        var relative = path.StartsWith(mount.Root.TrimEnd('/') + '/', StringComparison.Ordinal) ? path[mount.Root.TrimEnd('/').Length..] : path;
        return (Path.Combine(mount.MountPoint, relative.TrimStart('/')), mount.MountPoint);
    }

    private static ControlGroupMembership Of(string process) =>
        new(ControlGroupDirectory.ReadOrEmpty("/proc/self/mountinfo"), ControlGroupDirectory.ReadOrEmpty($"/proc/{process}/cgroup"));
}
