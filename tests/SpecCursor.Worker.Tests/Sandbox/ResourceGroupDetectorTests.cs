using SpecCursor.Testing;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Sandbox.Limits;

namespace SpecCursor.Worker.Tests.Sandbox;

/// <summary>Other machines' control groups, as folders.</summary>
public sealed class ResourceGroupDetectorTests : IDisposable
{
    private readonly string _root = TestDirectory.Create("cgroups");

    public void Dispose() => TestDirectory.Delete(_root);

    [Fact]
    public async Task Version_1_is_used_where_its_hierarchies_can_be_written()
    {
        Make("memory/own", "pids/own");

        var groups = Detect($"25 24 0:1 / {_root}/memory rw - cgroup cgroup rw,memory\n26 24 0:2 / {_root}/pids rw - cgroup cgroup rw,pids\n", "4:memory:/own\n8:pids:/own\n");

        Assert.IsType<ControlGroupsV1>(groups);
        await using var group = groups.Create(Limits());
        Assert.Equal(2, group.JoinFiles.Count);
        Assert.Equal("1048576", Read(group, 0, "memory.limit_in_bytes"));
        Assert.Equal("7", Read(group, 1, "pids.max"));
        Write(group, 1, "pids.events", "max 0\n");
        Assert.Null(group.Exceeded(1));
        Write(group, 1, "pids.events", "max 2\n");
        Assert.Equal(LimitNames.Processes, group.Exceeded(1));
        Write(group, 0, "memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n");
        Assert.Equal(LimitNames.Memory, group.Exceeded(1));
        Clear(group);
    }

    [Theory]
    [InlineData("0::/slice/own", "slice", "slice/own")]
    [InlineData("0::/slice/own", "slice/own", "")]
    public async Task Version_2_is_used_where_a_group_hands_its_controllers_down(string membership, string delegating, string other)
    {
        Make("slice/own");
        File.WriteAllText(Path.Combine(_root, delegating, "cgroup.subtree_control"), "cpu memory pids\n");
        File.SetAttributes(Path.Combine(_root, delegating, "cgroup.subtree_control"), FileAttributes.Normal);
        if (other.Length > 0)
        {
            // What the kernel does when processes are in the group: the write fails.
            Directory.CreateDirectory(Path.Combine(_root, other, "cgroup.subtree_control"));
        }

        var groups = Detect($"25 24 0:1 / {_root} rw - cgroup2 cgroup2 rw\n", membership);

        Assert.IsType<ControlGroupsV2>(groups);
        await using var group = groups.Create(Limits());
        Assert.StartsWith(Path.Combine(_root, delegating) + "/speccursor-", Assert.Single(group.JoinFiles), StringComparison.Ordinal);
        Assert.Equal("1048576", Read(group, 0, "memory.max"));
        Write(group, 0, "memory.events", "low 0\noom 1\noom_kill 1\n");
        Assert.Equal(LimitNames.Memory, group.Exceeded(1));
        Clear(group);
    }

    [Fact]
    public void Tree_is_watched_where_there_is_neither()
    {
        Assert.IsType<ProcessTrees>(Detect(string.Empty, string.Empty));
        Assert.IsType<ProcessTrees>(Detect($"25 24 0:1 / {_root}/none rw - cgroup2 cgroup2 rw\n", "0::/\n"));
    }

    [Fact]
    public void Part_of_a_hierarchy_that_a_container_sees_is_found()
    {
        Make("memory", "pids");

        var groups = Detect(
            $"25 24 0:1 /docker/abc {_root}/memory rw - cgroup cgroup rw,memory\n26 24 0:2 /docker/abc {_root}/pids rw - cgroup cgroup rw,pids\n",
            "4:memory:/docker/abc\n8:pids:/docker/abc\n");

        Assert.IsType<ControlGroupsV1>(groups);
    }

    [Fact]
    public void Groups_of_processes_that_are_gone_are_removed()
    {
        Make("memory/speccursor-4194999-x", $"memory/speccursor-{Environment.ProcessId}-x", "pids");

        Detect($"25 24 0:1 / {_root}/memory rw - cgroup cgroup rw,memory\n26 24 0:2 / {_root}/pids rw - cgroup cgroup rw,pids\n", "4:memory:/\n8:pids:/\n");

        Assert.False(Directory.Exists(Path.Combine(_root, "memory/speccursor-4194999-x")));
        Assert.True(Directory.Exists(Path.Combine(_root, $"memory/speccursor-{Environment.ProcessId}-x")));
    }

    private static SandboxLimits Limits() => new SandboxOptions().Test with { MemoryBytes = 1048576, Processes = 7 };

    private static IResourceGroups Detect(string mounts, string membership) => new ResourceGroupDetector(new ControlGroupMembership(mounts, membership), TimeProvider.System).Detect();

    private static string Read(IResourceGroup group, int index, string file) => File.ReadAllText(Path.Combine(Path.GetDirectoryName(group.JoinFiles[index])!, file));

    private static void Write(IResourceGroup group, int index, string file, string text) =>
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(group.JoinFiles[index])!, file), text);

    /// <summary>The kernel's own folders can be removed with their files in them; these can't.</summary>
    private static void Clear(IResourceGroup group)
    {
        foreach (var directory in group.JoinFiles.Select(file => Path.GetDirectoryName(file)!))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private void Make(params string[] folders)
    {
        foreach (var folder in folders)
        {
            Directory.CreateDirectory(Path.Combine(_root, folder));
        }
    }
}
