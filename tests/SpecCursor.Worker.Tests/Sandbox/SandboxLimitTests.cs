using System.Globalization;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Sandbox;

/// <summary>What every sandbox promises of limits.</summary>
public abstract class SandboxLimitTests(WorkerHost host) : SandboxSuite(host)
{
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
        var folder = Host.MakeWorkspace();

        var result = await Host.Sandbox.RunAsync(
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

    private Task<CommandOutput> PerlAsync(string script) => Host.Sandbox.RunAsync(
        Command(string.Empty) with { Executable = "perl", Arguments = ["-e", script] }, CancellationToken.None);
}
