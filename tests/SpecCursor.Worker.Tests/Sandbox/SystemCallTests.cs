using System.Runtime.InteropServices;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Sandbox.SystemCalls;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Sandbox;

/// <summary>The filter, asked from inside: what it refuses fails with <c>EPERM</c>, which is 1.</summary>
public abstract class SystemCallTests(WorkerHost host) : IDisposable
{
    private static readonly bool IsX64 = RuntimeInformation.ProcessArchitecture == Architecture.X64;

    private readonly string _workspace = host.MakeWorkspace();

    public void Dispose()
    {
        Directory.Delete(_workspace, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("keyctl", "0, -3, 0")]
    [InlineData("add_key", "0, 0, 0, 0, 0")]
    [InlineData("bpf", "0, 0, 0")]
    [InlineData("perf_event_open", "0, 0, -1, -1, 0")]
    [InlineData("userfaultfd", "0")]
    [InlineData("io_uring_setup", "1, 0")]
    [InlineData("open_by_handle_at", "0, 0, 0")]
    [InlineData("unshare", "0")]
    public async Task Call_that_nobody_needs_is_not_permitted(string call, string arguments)
    {
        var (_, x64, arm64) = DeniedCalls.All.Single(denied => denied.Name == call);

        Assert.Equal("-1 1", (await CallAsync(IsX64 ? x64 : arm64, arguments)).Output);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(38)]
    [InlineData(40)]
    public async Task Socket_of_packets_of_cryptography_and_of_virtual_machines_is_not_permitted(int family) =>
        Assert.Equal("-1 1", (await CallAsync(Socket, $"{family}, {(family == 38 ? 5 : 3)}, 0")).Output);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(16)]
    public async Task Socket_of_files_of_the_internet_and_of_netlink_is(int family) =>
        Assert.Matches(@"^\d+ 0$", (await CallAsync(Socket, $"{family}, {(family == 16 ? 3 : 1)}, 0")).Output);

    private static int Socket => IsX64 ? DeniedCalls.Socket.X64 : DeniedCalls.Socket.Arm64;

    /// <summary>Prints what the call returned, and the error's number.</summary>
    private Task<CommandOutput> CallAsync(int number, string arguments) => host.Sandbox.RunAsync(
        new SandboxCommand
        {
            Executable = "perl",
            Arguments = ["-e", $"$! = 0; my $r = syscall({number}, {arguments}); print \"$r \", $! + 0"],
            Workspace = _workspace,
            Network = SandboxNetwork.None,
            Limits = new SandboxOptions().Test,
        },
        CancellationToken.None);
}
