using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Sandbox;

/// <summary>What every sandbox promises.</summary>
public abstract class SandboxTests(WorkerHost host) : IDisposable
{
    private const long Mebibyte = 1024 * 1024;

    private static readonly SandboxLimits Limits = new()
    {
        WallTime = TimeSpan.FromSeconds(30),
        MemoryBytes = 256 * Mebibyte,
        Processes = 64,
        OutputBytes = 4 * Mebibyte,
        DiskBytes = 64 * Mebibyte,
        EgressBytes = 16 * Mebibyte,
        FileBytes = 32 * Mebibyte,
        TemporaryBytes = 16 * Mebibyte,
    };

    /// <summary>Addresses that are nobody's (RFC 5737).</summary>
    private const string ConnectTwice =
        "for(const a of ['192.0.2.1','198.51.100.1'])require('net').connect(80,a).on('error',e=>console.log(e.code))";

    private readonly string _workspace = host.MakeWorkspace();

    /// <summary>A process that no other test of the machine has.</summary>
    private readonly string _sleep = string.Create(CultureInfo.InvariantCulture, $"sleep 300.{Random.Shared.NextInt64(1_000_000_000)}");

    public void Dispose()
    {
        Directory.Delete(_workspace, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Command_runs_as_an_unprivileged_user_in_its_workspace()
    {
        var result = await ShellAsync("id -un; pwd; echo made > here; grep -E '^(CapEff|NoNewPrivs)' /proc/self/status");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("sandbox\n/workspace\nCapEff:\t0000000000000000\nNoNewPrivs:\t1\n", result.Output);
        Assert.True(File.Exists(Path.Combine(_workspace, "here")));
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
    public async Task Loopback_of_the_host_is_out_of_reach_without_a_network()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var script = $"const s=require('net').connect({port},'127.0.0.1');s.on('connect',()=>{{console.log('in');process.exit(0)}});s.on('error',e=>{{console.log(e.code);process.exit(3)}})";

        var without = await NodeAsync(script, SandboxNetwork.None);
        var beside = await NodeAsync(script, SandboxNetwork.To([new EgressHost("registry.example", 443, IsTrusted: true)]));

        Assert.Equal((3, "ECONNREFUSED\n"), (without.ExitCode, without.Output));
        Assert.Equal((3, "ECONNREFUSED\n"), (beside.ExitCode, beside.Output));
    }

    [Fact]
    public async Task Server_on_the_list_is_reached_and_no_other()
    {
        await using var registry = await FakeRegistry.StartAsync(context => context.Response.WriteAsync("packages"));
        await using var other = await FakeRegistry.StartAsync(context => context.Response.WriteAsync("secrets"));
        var before = Suspicious("sandbox_escape");

        var command = Command(
            $"curl -sS {registry.Address}; curl -sS {other.Address}; curl -sS http://169.254.169.254/latest/; curl -sS https://evil.example/; curl --noproxy '*' -sS {registry.Address}");

        var result = await host.Sandbox.RunAsync(
            command with { Network = SandboxNetwork.To([EgressHost.Of(registry.Address, isTrusted: true)]) }, CancellationToken.None);

        Assert.StartsWith("packages", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secrets", result.Output, StringComparison.Ordinal);
        Assert.Contains($"[SpecCursor] Not let through: 127.0.0.1:{other.Address.Port} is not on the list", result.Output, StringComparison.Ordinal);
        Assert.Contains("169.254.169.254:80 is not on the list", result.Output, StringComparison.Ordinal);
        Assert.Contains("evil.example:443 is not on the list", result.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Equal(2, Suspicious("sandbox_escape") - before);
    }

    [Fact]
    public async Task Attempt_to_reach_another_machine_is_told_and_counted()
    {
        var before = Suspicious("network_denied");

        var without = await NodeAsync(ConnectTwice, SandboxNetwork.None);
        var past = await NodeAsync(ConnectTwice, SandboxNetwork.To([new EgressHost("registry.example", 443, IsTrusted: true)]));

        Assert.Equal("ENETUNREACH\nENETUNREACH\n\n[SpecCursor] Tried to reach other machines without having a network: 2 times.\n", without.Output);
        Assert.Equal("ENETUNREACH\nENETUNREACH\n\n[SpecCursor] Tried to reach other machines past the proxy: 2 times.\n", past.Output);
        Assert.Equal(2, Suspicious("network_denied") - before);
    }

    [Fact]
    public async Task Server_that_nobody_started_is_not_another_machine()
    {
        var before = Suspicious("network_denied");

        var result = await NodeAsync("require('net').connect(9,'localhost').on('error',e=>console.log('refused'))", SandboxNetwork.None);

        Assert.Equal("refused\n", result.Output);
        Assert.Equal(0, Suspicious("network_denied") - before);
    }

    [Fact]
    public async Task Names_are_not_looked_up_without_a_network()
    {
        var result = await NodeAsync("require('dns').lookup('example.org',e=>{console.log(e?e.code:'found');process.exit(e?3:0)})", SandboxNetwork.None);

        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public async Task Loopback_of_its_own_works_so_that_tests_can_start_servers()
    {
        var result = await NodeAsync(
            "const n=require('net');const s=n.createServer(c=>c.end('hi')).listen(0,'localhost',()=>n.connect(s.address().port,'localhost').on('data',d=>{console.log(''+d);process.exit(0)}))",
            SandboxNetwork.None);

        Assert.Equal((0, "hi\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Fork_bomb_is_stopped_by_the_limit_of_processes()
    {
        var before = Suspicious("limit_exceeded");

        var result = await PerlAsync("fork for 1..20; sleep 30");

        Assert.Equal(LimitNames.Processes, result.LimitExceeded);
        Assert.Equal(1, Suspicious("limit_exceeded") - before);
    }

    [Fact]
    public async Task Memory_hog_is_stopped_by_the_limit_of_memory()
    {
        var result = await NodeAsync("const a=[];setInterval(()=>a.push(Buffer.alloc(16<<20,1)),50)", SandboxNetwork.None);

        Assert.Equal(LimitNames.Memory, result.LimitExceeded);
        Assert.NotEqual(0, result.ExitCode);
    }

    [Fact]
    public async Task Memory_hog_of_many_processes_is_stopped_too()
    {
        var result = await ShellAsync("for i in 1 2 3 4 5 6; do node -e 'globalThis.kept=Buffer.alloc(64<<20,1);setTimeout(()=>{},30000)' & done; wait");

        Assert.Equal(LimitNames.Memory, result.LimitExceeded);
    }

    [Fact]
    public async Task Endless_output_is_stopped_and_only_its_ends_are_kept()
    {
        var result = await ShellAsync("echo first; yes");

        Assert.Equal(LimitNames.Output, result.LimitExceeded);
        Assert.True(result.IsTruncated);
        Assert.StartsWith("first\ny\ny\n", result.Output, StringComparison.Ordinal);
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(result.Output) <= 64 * 1024);
    }

    [Fact]
    public async Task Endless_loop_is_stopped_by_the_limit_of_time()
    {
        var before = Suspicious("limit_exceeded");

        var result = await ShellAsync("trap '' TERM INT HUP; while :; do :; done", Limits with { WallTime = TimeSpan.FromSeconds(2) });

        Assert.Equal(LimitNames.Time, result.LimitExceeded);
        Assert.Equal(137, result.ExitCode);
        Assert.Equal(0, Suspicious("limit_exceeded") - before);
    }

    [Fact]
    public async Task Workspace_that_outgrows_its_limit_is_stopped()
    {
        var result = await ShellAsync("i=0; while :; do head -c 8388608 /dev/zero > f$i; sync f$i; i=$((i+1)); done");

        Assert.Equal(LimitNames.Disk, result.LimitExceeded);
    }

    [Fact]
    public async Task Other_folder_that_outgrows_the_limit_is_stopped()
    {
        var folder = host.MakeWorkspace();

        var result = await host.Sandbox.RunAsync(
            Command("i=0; while :; do head -c 8388608 /dev/zero > $CACHE/f$i; sync $CACHE/f$i; i=$((i+1)); done") with
            {
                Mounts = [new SandboxMount(folder, "/var/cache/other", IsWritable: true, "CACHE")],
            },
            CancellationToken.None);

        Assert.Equal(LimitNames.Disk, result.LimitExceeded);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Single_file_and_temporary_folder_have_their_limits()
    {
        var result = await ShellAsync("head -c 67108864 /dev/zero > big; wc -c < big; head -c 67108864 /dev/zero > /tmp/big; wc -c < /tmp/big");

        Assert.Contains((32 * Mebibyte).ToString(CultureInfo.InvariantCulture), result.Output, StringComparison.Ordinal);
        Assert.Contains((16 * Mebibyte).ToString(CultureInfo.InvariantCulture), result.Output, StringComparison.Ordinal);
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
        var started = Path.Combine(_workspace, "started");
        using var watcher = new FileSystemWatcher(_workspace);
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
        var git = host.MakeWorkspace();
        File.WriteAllText(Path.Combine(git, "HEAD"), "ref: refs/heads/main\n");

        var result = await host.Sandbox.RunAsync(
            Command("cat .git/HEAD; echo evil > .git/config || echo refused") with { GitDirectory = git }, CancellationToken.None);

        Assert.Contains("ref: refs/heads/main", result.Output, StringComparison.Ordinal);
        Assert.Contains("refused", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(git, "config")));
        Directory.Delete(git, recursive: true);
    }

    [Fact]
    public async Task Missing_command_is_the_commands_failure_and_not_the_sandboxs()
    {
        var result = await host.Sandbox.RunAsync(Command("true") with { Executable = "no-such-tool", Arguments = [] }, CancellationToken.None);

        Assert.Equal(127, result.ExitCode);
    }

    [Fact]
    public async Task Secrets_that_code_prints_are_redacted()
    {
        var result = await ShellAsync("echo token ghp_" + new string('a', 36));

        Assert.DoesNotContain("ghp_aaaa", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_wrong_with_the_sandbox_here() => Assert.Null(await host.Sandbox.FindProblemAsync(CancellationToken.None));

    private SandboxCommand Command(string script) => new()
    {
        Executable = "sh",
        Arguments = ["-c", script],
        Workspace = _workspace,
        Network = SandboxNetwork.None,
        Limits = Limits,
    };

    private Task<CommandOutput> ShellAsync(string script, SandboxLimits? limits = null, CancellationToken cancellationToken = default) =>
        host.Sandbox.RunAsync(Command(script) with { Limits = limits ?? Limits }, cancellationToken);

    private Task<CommandOutput> PerlAsync(string script) => host.Sandbox.RunAsync(
        Command(string.Empty) with { Executable = "perl", Arguments = ["-e", script] }, CancellationToken.None);

    private Task<CommandOutput> NodeAsync(string script, SandboxNetwork network) => host.Sandbox.RunAsync(
        Command(string.Empty) with { Executable = "node", Arguments = ["-e", script], Tools = ["node"], Network = network }, CancellationToken.None);

    private int Suspicious(string kind) => host.Metrics.Count("suspicious_activity", $"kind={kind}");

    private async Task<IReadOnlyList<string>> LeftOverAsync() =>
        [.. (await Tool.RunAsync("/", "ps", "-e", "-o", "args=")).Split('\n').Where(line => line.StartsWith(_sleep, StringComparison.Ordinal))];
}
