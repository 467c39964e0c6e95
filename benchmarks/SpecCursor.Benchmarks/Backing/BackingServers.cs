using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SpecCursor.Backing.Files;
using SpecCursor.Backing.Network;
using SpecCursor.Backing.Postgres;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Processes;
using SpecCursor.Testing;

namespace SpecCursor.Benchmarks.Backing;

/// <summary>
/// A real Postgres and a real Redis of this run's own, set up as the application sets them up: Postgres commits to the disk, unlike
/// that of the tests. With them a state directory. All of it is gone afterwards.
/// </summary>
internal sealed class BackingServers : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly string directory;
    private readonly PostgresServer postgres;
    private readonly SupervisedProcess redis;

    private BackingServers(string directory, PostgresServer postgres, SupervisedProcess redis, string redisAddress)
    {
        this.directory = directory;
        this.postgres = postgres;
        this.redis = redis;
        Redis = redisAddress;
        StateDirectory = Directories.Create(Path.Combine(directory, "state"), Directories.Traversable);
    }

    /// <summary>How to reach Redis.</summary>
    public string Redis { get; }

    /// <summary>The services' state directory, with the local forge in it.</summary>
    public string StateDirectory { get; }

    /// <summary>Processor time of all of Postgres since its start.</summary>
    public TimeSpan PostgresProcessorTime => ProcessTree.ProcessorTime(postgres.ProcessId);

    public static async Task<BackingServers> StartAsync(CancellationToken cancellationToken)
    {
        var directory = TestDirectory.Create("bench");
        var options = new PostgresClusterOptions
        {
            DataDirectory = Path.Combine(directory, "postgres"),
            Password = RandomNumberGenerator.GetHexString(32),
        };
        PostgresServer? postgres = null;
        try
        {
            InstalledPostgres.Require();
            var installations = new PostgresInstallations(TestDirectory.Tools, NullLogger.Instance);
            var cluster = await PostgresCluster.PrepareAsync(installations, options, NullLogger.Instance, cancellationToken);
            postgres = await PostgresServer.StartAsync(cluster, cancellationToken);
            var (redis, address) = await StartRedisAsync(Directories.Create(Path.Combine(directory, "redis"), Directories.Private), cancellationToken);
            return new BackingServers(directory, postgres, redis, address);
        }
        catch
        {
            if (postgres is not null)
            {
                await postgres.DisposeAsync();
            }

            TestDirectory.Delete(directory);
            throw;
        }
    }

    /// <summary>Makes an empty database.</summary>
    /// <param name="name">Its name, letters and underscores.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString("postgres"));
        await using var create = source.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync(cancellationToken);
        return postgres.ConnectionString(name);
    }

    /// <summary>Counts the transactions that a database has seen, those of idle pollers included.</summary>
    /// <param name="name">The database's name.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<long> TransactionsAsync(string name, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString("postgres"));
        await using var count = source.CreateCommand("SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = $1");
        count.Parameters.AddWithValue(name);
        return (long)(await count.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await redis.DisposeAsync();
        await postgres.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        TestDirectory.Delete(directory);
    }

    private static async Task<(SupervisedProcess Process, string Address)> StartRedisAsync(string directory, CancellationToken cancellationToken)
    {
        var port = LoopbackPort.FindFree();
        string[] command =
        [
            RequiredTools.Redis, "--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--dir", directory,
            "--maxmemory", "256mb", "--maxmemory-policy", "allkeys-lru", "--save", "", "--appendonly", "no",
        ];
        var redis = SupervisedProcess.Start("Redis", command, new Dictionary<string, string>(), StopLimit);
        try
        {
            await WaitUntilListeningAsync(redis, port, cancellationToken);
            return (redis, string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"));
        }
        catch
        {
            await redis.DisposeAsync();
            throw;
        }
    }

    private static async Task WaitUntilListeningAsync(SupervisedProcess redis, int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", port, limit.Token);
                return;
            }
            catch (SocketException) when (!redis.HasExited)
            {
                await Task.Delay(PollInterval, limit.Token);
            }
            catch (SocketException)
            {
                throw redis.Failure("did not start");
            }
        }
    }
}
