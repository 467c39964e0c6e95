using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using SpecCursor.Backing.Network;
using SpecCursor.Backing.Processes;
using SpecCursor.Backing.Redis;
using SpecCursor.Testing;

namespace SpecCursor.Backing.Tests.Redis;

/// <summary>A real Redis, and a real Garnet in its place.</summary>
public sealed class RedisServerTests : IDisposable
{
    private const string Password = "0123456789abcdef0123456789abcdef";

    private readonly string directory = TestDirectory.Create("redis");

    [Fact]
    public async Task Redis_of_the_system_answers_whoever_knows_the_password()
    {
        Assert.True(ExecutableSearch.OnPath("redis-server") is not null, "redis-server is missing: apt install redis-server.");

        await RequireServiceAsync(new RedisInstallations(TestDirectory.Tools, NullLogger.Instance), expectGarnet: false);
    }

    [Fact]
    public async Task Garnet_stands_in_where_there_is_no_Redis() =>
        await RequireServiceAsync(
            new RedisInstallations(TestDirectory.Tools, NullLogger.Instance) { SearchPath = directory }, expectGarnet: true);

    [Fact]
    public async Task Garnet_that_cannot_be_had_is_refused_with_what_to_install()
    {
        // A tools directory below a file can hold nothing.
        var file = Path.Combine(directory, "file");
        await File.WriteAllTextAsync(file, "");

        var refused = await Assert.ThrowsAnyAsync<Exception>(() =>
            new RedisInstallations(Path.Combine(file, "tools"), NullLogger.Instance) { SearchPath = directory }.FindAsync(CancellationToken.None));

        Assert.IsType<BackingException>(refused);
        Assert.Contains("apt install redis-server", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => TestDirectory.Delete(directory);

    private async Task RequireServiceAsync(RedisInstallations installations, bool expectGarnet)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(6));
        Assert.Equal(expectGarnet, (await installations.FindAsync(limit.Token)).IsGarnet);
        var options = new RedisOptions { WorkingDirectory = Path.Combine(directory, "data"), Port = LoopbackPort.FindFree(), Password = Password };
        var command = await RedisServer.PrepareAsync(installations, options, Environment.ProcessId, NullLogger.Instance, limit.Token);

        Assert.DoesNotContain(command.Arguments, argument => argument.Contains(Password, StringComparison.Ordinal));
        using var server = Process.Start(new ProcessStartInfo(command.Program, command.Arguments) { WorkingDirectory = command.WorkingDirectory })!;
        try
        {
            await AwaitAnswerAsync(server, options.Port, limit.Token);
            await Assert.ThrowsAsync<BackingException>(() => RedisProbe.PingAsync(options.Port, "wrong", limit.Token));
        }
        finally
        {
            Posix.Signal(server.Id, Posix.Terminate);
            await server.WaitForExitAsync(limit.Token);
        }

        await Assert.ThrowsAsync<SocketException>(() => RedisProbe.PingAsync(options.Port, Password, limit.Token));
    }

    private static async Task AwaitAnswerAsync(Process server, int port, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await RedisProbe.PingAsync(port, Password, cancellationToken);
                return;
            }
            catch (SocketException) when (!server.HasExited)
            {
                await Task.Delay(50, cancellationToken);
            }
        }
    }
}
