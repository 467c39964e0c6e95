using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SpecCursor.Testing.Redis;

/// <summary>A real redis-server on a free port, with nothing on disk.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("speccursor-redis-").FullName;
    private readonly int _port = FreePort();
    private Process? _process;

    private RedisServer()
    {
    }

    /// <summary>Its address, as StackExchange.Redis takes it.</summary>
    public string ConnectionString => $"127.0.0.1:{_port}";

    /// <summary>Its process, for signals; 0 before it runs.</summary>
    public int ProcessId => _process?.Id ?? 0;

    /// <summary>Starts a server.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer();
        try
        {
            await server.RunAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it after it was killed, on the same port, with nothing in it.</summary>
    public Task RestartAsync() => RunAsync();

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit();
        }
    }

    /// <summary>Has it hang: it is connected to, and answers nothing.</summary>
    public void Hang() => Signal("-STOP");

    /// <summary>Has it go on after it hung.</summary>
    public void Resume() => Signal("-CONT");

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Kill();
        _process?.Dispose();
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task RunAsync()
    {
        _process?.Dispose();
        var start = new ProcessStartInfo(
            "redis-server", ["--port", $"{_port}", "--bind", "127.0.0.1", "--save", string.Empty, "--appendonly", "no", "--dir", _directory])
        {
            RedirectStandardOutput = true,
        };
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("'redis-server' is missing: apt-get install redis-server");
        }

        await WaitUntilReadyAsync(_process);
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{ProcessId}"]);
        kill.WaitForExit();
    }

    private static async Task WaitUntilReadyAsync(Process process)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException("redis-server ended at once.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
