using System.Globalization;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Tests.Sandbox;

/// <summary>What every sandbox promises of files, processes and secrets.</summary>
public abstract class SandboxTests(WorkerHost host) : SandboxSuite(host)
{
    /// <summary>A process that no other test of the machine has.</summary>
    private readonly string _sleep = string.Create(CultureInfo.InvariantCulture, $"sleep 300.{Random.Shared.NextInt64(1_000_000_000)}");

    [Fact]
    public async Task Command_runs_as_an_unprivileged_user_in_its_workspace()
    {
        var result = await ShellAsync("id -un; pwd; echo made > here; grep -E '^(CapEff|NoNewPrivs)' /proc/self/status");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("sandbox\n/workspace\nCapEff:\t0000000000000000\nNoNewPrivs:\t1\n", result.Output);
        Assert.True(File.Exists(Path.Combine(Workspace, "here")));
        Assert.Null(result.LimitExceeded);
    }

    [Fact]
    public async Task Exit_code_and_both_outputs_come_back_in_their_order()
    {
        var result = await ShellAsync("echo one; echo two >&2; echo three; exit 7");

        Assert.Equal(7, result.ExitCode);
        Assert.Equal("one\ntwo\nthree\n", result.Output);
        Assert.Equal("sh -c echo one; echo two >&2; echo three; exit 7", result.Command);
    }

    [Theory]
    [InlineData("cat /etc/shadow")]
    [InlineData("ls /root")]
    [InlineData("cat /root/.npmrc")]
    [InlineData("ls /var/run/docker.sock /run/docker.sock")]
    [InlineData("ls /home/*/.ssh")]
    [InlineData("cat /workspace/../etc/gshadow")]
    [InlineData("ls /sys/fs/cgroup")]
    [InlineData("ls /usr/etc/npmrc")]
    [InlineData("echo x > /usr/bin/evil")]
    [InlineData("echo x > /etc/evil")]
    [InlineData("echo x > /evil")]
    [InlineData("mkdir /opt")]
    [InlineData("ln -s /etc link && echo x > link/evil")]
    [InlineData("ln -s /proc/1/root/etc link && cat link/shadow")]
    [InlineData("cat /proc/sys/kernel/core_pattern && echo x > /proc/sys/kernel/core_pattern")]
    [InlineData("echo x > /proc/sysrq-trigger")]
    [InlineData("mknod disk b 8 0")]
    [InlineData("mount -t tmpfs none /workspace")]
    [InlineData("unshare --user --map-root-user true")]
    [InlineData("su -c true")]
    [InlineData("chroot /workspace true")]
    public async Task Forbidden_things_fail(string script)
    {
        var result = await ShellAsync(script);

        Assert.NotEqual(0, result.ExitCode);
    }

    [Fact]
    public async Task Secrets_of_the_service_are_in_no_environment()
    {
        Environment.SetEnvironmentVariable("SPECCURSOR_TEST_SECRET", "do-not-show-this");
        try
        {
            var result = await ShellAsync("env; cat /proc/*/environ | tr '\\0' '\\n'");

            Assert.DoesNotContain("do-not-show-this", result.Output, StringComparison.Ordinal);
            Assert.Contains("HOME=/home/sandbox", result.Output, StringComparison.Ordinal);
            Assert.Contains("CI=true", result.Output, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("SPECCURSOR_TEST_SECRET", null);
        }
    }

    [Fact]
    public async Task Other_processes_can_be_neither_seen_nor_killed()
    {
        var result = await ShellAsync(
            $"ls -d /proc/[0-9]* | wc -l; kill -9 {Environment.ProcessId} 2>&1; ls /proc/{Environment.ProcessId}/environ");

        Assert.NotEqual(0, result.ExitCode);
        Assert.True(int.Parse(result.Output.Split('\n')[0], CultureInfo.InvariantCulture) < 6);
    }

    [Fact]
    public async Task Daemon_does_not_outlive_its_command()
    {
        var result = await ShellAsync(
            $"setsid {_sleep} > /dev/null 2>&1 & (setsid nohup {_sleep} > /dev/null 2>&1 &); {_sleep} > /dev/null 2>&1 & exit 0");

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(await LeftOverAsync());
    }

    [Fact]
    public async Task Cancellation_kills_everything()
    {
        using var cancellation = new CancellationTokenSource();
        var started = Path.Combine(Workspace, "started");
        using var watcher = new FileSystemWatcher(Workspace);
        var seen = new TaskCompletionSource();
        watcher.Created += (_, _) => seen.TrySetResult();
        watcher.EnableRaisingEvents = true;

        var run = ShellAsync($"{_sleep} & touch started; wait", cancellationToken: cancellation.Token);
        await seen.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.True(File.Exists(started));
        Assert.Empty(await LeftOverAsync());
    }

    [Fact]
    public async Task Git_directory_is_there_to_read_and_not_to_write()
    {
        var git = Host.MakeWorkspace();
        File.WriteAllText(Path.Combine(git, "HEAD"), "ref: refs/heads/main\n");

        var result = await Host.Sandbox.RunAsync(
            Command("cat .git/HEAD; echo evil > .git/config || echo refused") with { GitDirectory = git }, CancellationToken.None);

        Assert.Contains("ref: refs/heads/main", result.Output, StringComparison.Ordinal);
        Assert.Contains("refused", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(git, "config")));
        Directory.Delete(git, recursive: true);
    }

    [Fact]
    public async Task Folders_are_seen_through_each_other_and_only_the_upper_one_changes()
    {
        var overlay = Overlay(("top", "a", "newer"), ("bottom", "a", "older"), ("bottom", "b", "below"), ("bottom", "c", "removed"));

        var result = await ShellAsync("cd $SEEN; cat a b c; echo -n changed > b; rm c; echo -n made > d; cat b d; ls | tr '\\n' ' '", overlay, isWritable: true);

        Assert.Equal("newerbelowremovedchangedmadea b d ", result.Output);
        Assert.Equal("below", File.ReadAllText(Path.Combine(overlay.Lower[1], "b")));
        Assert.Equal("removed", File.ReadAllText(Path.Combine(overlay.Lower[1], "c")));
        Assert.Equal(["a"], Directory.EnumerateFiles(overlay.Lower[0]).Select(Path.GetFileName));
        Assert.Equal(("changed", "made"), (File.ReadAllText(Path.Combine(overlay.Upper, "b")), File.ReadAllText(Path.Combine(overlay.Upper, "d"))));

        var again = await ShellAsync("cd $SEEN; cat a b d; ls c; echo evil > a || echo refused", overlay, isWritable: false);

        Assert.StartsWith("newerchangedmade", again.Output, StringComparison.Ordinal);
        Assert.Contains("'c': No such file", again.Output, StringComparison.Ordinal);
        Assert.EndsWith("refused\n", again.Output, StringComparison.Ordinal);
        Directory.Delete(overlay.Folder, recursive: true);
    }

    [Fact]
    public async Task Missing_command_is_the_commands_failure_and_not_the_sandboxs()
    {
        var result = await Host.Sandbox.RunAsync(Command("true") with { Executable = "no-such-tool", Arguments = [] }, CancellationToken.None);

        Assert.Equal(127, result.ExitCode);
    }

    [Fact]
    public async Task Secrets_that_code_prints_are_redacted()
    {
        var result = await ShellAsync("echo token ghp_" + new string('a', 36));

        Assert.DoesNotContain("ghp_aaaa", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_wrong_with_the_sandbox_here() => Assert.Null(await Host.Sandbox.FindProblemAsync(CancellationToken.None));

    /// <summary>Two folders below an empty one, in a place whose name has a space.</summary>
    private OverlayFolder Overlay(params (string Layer, string File, string Content)[] files)
    {
        var folder = Path.Combine(Host.MakeWorkspace(), "of a run");
        var (ownership, overlay) = (Host.Service<WorkspaceOwnership>(), new OverlayFolder(folder, [Path.Combine(folder, "top"), Path.Combine(folder, "bottom")]));
        foreach (var made in overlay.Lower.Append(overlay.Upper).Append(overlay.Work))
        {
            ownership.Make(made);
        }

        foreach (var (layer, file, content) in files)
        {
            var path = Path.Combine(folder, layer, file);
            File.WriteAllText(path, content);
            FileIdentity.GiveTo(path, ownership.User.UserId, ownership.User.GroupId);
        }

        return overlay;
    }

    private Task<CommandOutput> ShellAsync(string script, OverlayFolder overlay, bool isWritable) => Host.Sandbox.RunAsync(
        Command(script) with { Mounts = [new SandboxMount(overlay.Upper, "/var/cache/seen", isWritable, "SEEN") { Overlay = overlay }] }, CancellationToken.None);

    private async Task<IReadOnlyList<string>> LeftOverAsync() =>
        [.. (await Tool.RunAsync("/", "ps", "-e", "-o", "args=")).Split('\n').Where(line => line.StartsWith(_sleep, StringComparison.Ordinal))];
}
