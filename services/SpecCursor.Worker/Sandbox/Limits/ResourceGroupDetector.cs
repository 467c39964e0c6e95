namespace SpecCursor.Worker.Sandbox.Limits;

/// <summary>Finds out which control groups this process may make.</summary>
/// <param name="mountInfo">Text of <c>/proc/self/mountinfo</c>.</param>
/// <param name="membership">Text of <c>/proc/self/cgroup</c>.</param>
/// <param name="time">The clock.</param>
internal sealed class ResourceGroupDetector(string mountInfo, string membership, TimeProvider time)
{
    private static readonly string[] Needed = ["memory", "pids"];

    private readonly IReadOnlyList<ControlGroupMount> _mounts = ControlGroupMount.Parse(mountInfo);
    private readonly Dictionary<string, string> _membership = membership
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(':', 3))
        .Where(fields => fields.Length == 3)
        .SelectMany(fields => fields[1].Split(',').Select(controller => (controller, path: fields[2])))
        .GroupBy(entry => entry.controller)
        .ToDictionary(group => group.Key, group => group.First().path, StringComparer.Ordinal);

    public static ResourceGroupDetector ForThisProcess(TimeProvider time) =>
        new(ReadOrEmpty("/proc/self/mountinfo"), ReadOrEmpty("/proc/self/cgroup"), time);

    public IResourceGroups Detect() => (IResourceGroups?)Version1() ?? (IResourceGroups?)Version2() ?? new ProcessTrees();

    private ControlGroupsV1? Version1()
    {
        if (OwnGroup("memory") is not { } memory || OwnGroup("pids") is not { } pids || !CanMakeGroupsIn(memory) || !CanMakeGroupsIn(pids))
        {
            return null;
        }

        var cpu = OwnGroup("cpu") is { } own && CanMakeGroupsIn(own) ? own : null;
        foreach (var parent in new[] { memory, pids, cpu }.OfType<string>())
        {
            ControlGroupName.RemoveLeftovers(parent);
        }

        return new ControlGroupsV1(memory, pids, cpu, time);
    }

    private ControlGroupsV2? Version2()
    {
        if (OwnGroup(string.Empty) is not { } own)
        {
            return null;
        }

        // A group with processes can't hand controllers down, unless it is the root; then its parent may (systemd's delegated slices).
        foreach (var parent in new[] { own, Path.GetDirectoryName(own)! })
        {
            if (!HandsDown(parent))
            {
                ControlGroupDirectory.TryWrite(parent, "cgroup.subtree_control", "+memory +pids +cpu");
            }

            if (HandsDown(parent) && CanMakeGroupsIn(parent))
            {
                ControlGroupName.RemoveLeftovers(parent);
                return new ControlGroupsV2(parent, time);
            }
        }

        return null;
    }

    private static bool HandsDown(string group) =>
        ReadOrEmpty(Path.Combine(group, "cgroup.subtree_control")).Split((char[])[' ', '\n']).Intersect(Needed).Count() == Needed.Length;

    /// <summary>The directory of the group that this process is in; null where there is none.</summary>
    private string? OwnGroup(string controller)
    {
        var mount = _mounts.FirstOrDefault(mount => mount.Controllers.Contains(controller));
        if (mount is null || !_membership.TryGetValue(controller, out var path))
        {
            return null;
        }

        // In a container the mount shows only a part of the hierarchy, and the path may be relative to that part or not.
        var relative = path.StartsWith(mount.Root.TrimEnd('/') + '/', StringComparison.Ordinal) ? path[mount.Root.TrimEnd('/').Length..] : path;
        var directory = Path.Combine(mount.MountPoint, relative.TrimStart('/'));
        return Directory.Exists(directory) ? directory : mount.MountPoint;
    }

    private static bool CanMakeGroupsIn(string parent)
    {
        var probe = Path.Combine(parent, ControlGroupName.Create());
        return ControlGroupDirectory.TryCreate(probe, new Dictionary<string, string>()) && ControlGroupDirectory.TryRemove(probe);
    }

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
