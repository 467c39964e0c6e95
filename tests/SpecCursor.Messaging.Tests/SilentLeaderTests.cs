using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SpecCursor.Messaging.TakeOver;
using SpecCursor.Testing.Postgres;
using Xunit.Abstractions;

namespace SpecCursor.Messaging.Tests;

/// <summary>A leader that hangs, as the database sees it: a session that holds the lock, and a row whose heartbeat is old.</summary>
[Collection(PostgresCollection.Name)]
public sealed class SilentLeaderTests(PostgresFixture postgres, ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly Guid Hung = Guid.CreateVersion7();

    private string _connectionString = string.Empty;

    public async Task InitializeAsync() => _connectionString = await postgres.CreateDatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_lock_of_the_engine_is_the_one_that_is_looked_at()
    {
        await using var host = await EngineHost.StartAsync<WorkerHandler>(ServiceQueue.Worker, _connectionString, output);

        await AwaitLeaderAsync(other: Guid.Empty);

        await using var connection = await OpenAsync();
        Assert.False(await TryLockAsync(connection));
    }

    [Fact]
    public async Task A_hung_leader_is_replaced()
    {
        await MakeTablesAsync();
        await using var hung = await HangAsync(TimeSpan.FromMinutes(-1));

        await using var host = await EngineHost.StartAsync<WorkerHandler>(ServiceQueue.Worker, _connectionString, output);
        await AwaitLeaderAsync(other: Hung);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ExecuteAsync(hung, "SELECT 1"));
    }

    [Theory]
    [InlineData(-2, "00:00:00.000001", true)]
    [InlineData(1, "00:00:00.000001", false)] // The row's heartbeat is fresh.
    [InlineData(-2, "01:00:00", false)] // The lock's session was used within the last hour.
    public async Task Only_a_leader_that_is_silent_in_both_ways_is_ended(int heartbeatHours, string timeout, bool ended)
    {
        await MakeTablesAsync();
        await using var hung = await HangAsync(TimeSpan.FromHours(heartbeatHours));
        await using var database = NpgsqlDataSource.Create(_connectionString);
        var leader = new SilentLeader(
            database,
            ServiceQueue.Worker,
            new MessagingOptions { StaleNodeTimeout = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture) },
            TimeProvider.System,
            NullLogger<SilentLeader>.Instance);

        Assert.Equal(ended, await leader.EndAsync(CancellationToken.None));
    }

    private async Task MakeTablesAsync()
    {
        await using var host = await EngineHost.StartAsync<WorkerHandler>(ServiceQueue.Worker, _connectionString, output);
    }

    /// <summary>Holds the lock as a leader does, and does nothing more.</summary>
    private async Task<NpgsqlConnection> HangAsync(TimeSpan heartbeat)
    {
        var connection = await OpenAsync();
        Assert.True(await TryLockAsync(connection));
        await ExecuteAsync(connection, $"""
            DELETE FROM worker.wolverine_node_assignments;
            INSERT INTO worker.wolverine_nodes (id, node_number, description, uri, started, health_check, capabilities)
            VALUES ('{Hung}', 4711, 'hung', 'dbcontrol://{Hung}/', now(), now() + interval '{heartbeat.TotalSeconds} s', ARRAY[]::text[]);
            INSERT INTO worker.wolverine_node_assignments (id, node_id, started) VALUES ('wolverine://leader/', '{Hung}', now());
            """);
        return connection;
    }

    private async Task AwaitLeaderAsync(Guid other)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM worker.wolverine_node_assignments WHERE id = 'wolverine://leader/' AND node_id <> $1", connection)
        {
            Parameters = { new() { Value = other } },
        };
        while (await command.ExecuteScalarAsync(limit.Token) is not 1L)
        {
            await Task.Delay(50, limit.Token);
        }
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection)
        {
            Parameters = { new() { Value = SilentLeader.LockOf(ServiceQueue.Worker) } },
        };
        return await command.ExecuteScalarAsync() is true;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
