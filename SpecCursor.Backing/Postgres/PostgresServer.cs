using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using SpecCursor.Backing.Network;
using SpecCursor.Backing.Processes;

namespace SpecCursor.Backing.Postgres;

/// <summary>
/// A running Postgres that belongs to this process: it ends on disposal, and with this process however that ends.
/// The application host lets its orchestrator run the same command instead.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const int PortAttempts = 5;
    private const int LogLines = 100;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15);

    private readonly Process process;
    private readonly ConcurrentQueue<string> log = new();
    private readonly TaskCompletionSource<bool> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string password;

    private PostgresServer(PostgresCluster cluster, int port)
    {
        Port = port;
        password = cluster.Password;
        process = new Process
        {
            StartInfo = CommandRunner.StartInfo(cluster.ServerCommand(port, Environment.ProcessId)),
            EnableRaisingEvents = true,
        };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => ready.TrySetResult(false);
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The process id of the supervising shell, whose end is the server's.</summary>
    public int ProcessId => process.Id;

    /// <summary>Starts a server on a free port and waits until it accepts connections.</summary>
    /// <exception cref="BackingException">It did not start; the message holds the end of its log.</exception>
    public static async Task<PostgresServer> StartAsync(PostgresCluster cluster, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = new PostgresServer(cluster, LoopbackPort.FindFree());
            try
            {
                if (await server.TryStartAsync(cancellationToken))
                {
                    return server;
                }
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }

            await server.DisposeAsync();
            if (!server.PortWasTaken || attempt == PortAttempts)
            {
                throw new BackingException($"Postgres did not start: {string.Join(" / ", server.log.TakeLast(8))}");
            }
        }
    }

    /// <summary>How to reach a database of this server.</summary>
    /// <param name="database">The database's name.</param>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = PostgresCluster.UserName,
        Password = password,
        Database = database,
    }.ConnectionString;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Posix.Signal(process.Id, Posix.Interrupt);
            using var limit = new CancellationTokenSource(StopTimeout);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        process.Dispose();
    }

    private bool PortWasTaken => log.Any(line => line.Contains("Address already in use", StringComparison.Ordinal));

    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return await ready.Task.WaitAsync(StartTimeout, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new BackingException($"Postgres was not ready within {StartTimeout.TotalSeconds:0} s: {string.Join(" / ", log.TakeLast(8))}");
        }
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        log.Enqueue(line);
        while (log.Count > LogLines && log.TryDequeue(out _))
        {
        }

        if (line.Contains("database system is ready to accept connections", StringComparison.Ordinal))
        {
            ready.TrySetResult(true);
        }
    }
}
