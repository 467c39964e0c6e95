namespace SpecCursor.Worker.Sandbox.Limits;

/// <summary>Finds out which control groups this process may make.</summary>
/// <param name="own">The groups that it is in.</param>
/// <param name="time">The clock.</param>
internal sealed class ResourceGroupDetector(ControlGroupMembership own, TimeProvider time)
{
    private static readonly string[] Needed = ["memory", "pids"];

    public IResourceGroups Detect() => (IResourceGroups?)Version1() ?? (IResourceGroups?)Version2() ?? new ProcessTrees();

    private ControlGroupsV1? Version1()
    {
        if (own.FindOrRoot("memory") is not { } memory || own.FindOrRoot("pids") is not { } pids || !CanMakeGroupsIn(memory) || !CanMakeGroupsIn(pids))
        {
            return null;
        }

        var cpu = own.FindOrRoot("cpu") is { } group && CanMakeGroupsIn(group) ? group : null;
        foreach (var parent in new[] { memory, pids, cpu }.OfType<string>())
        {
            ControlGroupName.RemoveLeftovers(parent);
        }

        return new ControlGroupsV1(memory, pids, cpu, time);
    }

    private ControlGroupsV2? Version2()
    {
        if (own.FindOrRoot(string.Empty) is not { } group)
        {
            return null;
        }

        // A group with processes can't hand controllers down, unless it is the root; then its parent may (systemd's delegated slices).
        foreach (var parent in new[] { group, Path.GetDirectoryName(group)! })
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
        ControlGroupDirectory.ReadOrEmpty(Path.Combine(group, "cgroup.subtree_control")).Split((char[])[' ', '\n']).Intersect(Needed).Count() == Needed.Length;

    private static bool CanMakeGroupsIn(string parent)
    {
        var probe = Path.Combine(parent, ControlGroupName.Create());
        return ControlGroupDirectory.TryCreate(probe, new Dictionary<string, string>()) && ControlGroupDirectory.TryRemove(probe);
    }
}
