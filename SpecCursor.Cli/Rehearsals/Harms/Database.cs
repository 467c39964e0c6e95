using System.Globalization;
using Npgsql;
using SpecCursor.Backing.Postgres;

namespace SpecCursor.Cli.Rehearsals.Harms;

/// <summary>What one client of Postgres can do to the others.</summary>
internal static class Database
{
    private const double Share = 0.9;

    /// <summary>Locks the table of the upgrades: whoever asks of one waits until the connection that is given back is closed.</summary>
    public static async Task<IAsyncDisposable> LockUpgradesAsync(RehearsedApplication app, CancellationToken stop)
    {
        var connection = await ConnectAsync(app, stop);
        await ExecuteAsync(connection, "BEGIN; LOCK TABLE controller.upgrades IN ACCESS EXCLUSIVE MODE", stop);
        return connection;
    }

    /// <summary>Takes the table of the upgrades away, as a database that is half migrated lacks one.</summary>
    public static async Task HideUpgradesAsync(RehearsedApplication app, CancellationToken stop)
    {
        await using var connection = await ConnectAsync(app, stop);
        await ExecuteAsync(connection, "ALTER TABLE controller.upgrades RENAME TO upgrades_of_yesterday", stop);
    }

    /// <summary>Locks the tables of all queues, as somebody does who repairs something by hand: nobody can send, and nobody can measure.</summary>
    public static async Task LockQueuesAsync(RehearsedApplication app, CancellationToken stop)
    {
        await using var connection = await ConnectAsync(app, stop);
        await ExecuteAsync(
            connection,
            """
            BEGIN;
            DO $$
            DECLARE queue record;
            BEGIN
                FOR queue IN SELECT schemaname, tablename FROM pg_tables WHERE tablename LIKE 'wolverine\_queue\_%' ORDER BY tablename LOOP
                    EXECUTE format('LOCK TABLE %I.%I IN ACCESS EXCLUSIVE MODE', queue.schemaname, queue.tablename);
                END LOOP;
            END $$
            """,
            stop);
        await Pace.HoldAsync(stop);
    }

    /// <summary>Opens nine tenths of the connections that Postgres allows, those that are open already included.</summary>
    public static async Task OccupyConnectionsAsync(RehearsedApplication app, CancellationToken stop)
    {
        var connections = new List<NpgsqlConnection>();
        try
        {
            connections.Add(await ConnectAsync(app, stop));
            var wanted = Share * await AskAsync(connections[0], "SELECT current_setting('max_connections')::int", stop);
            while (await AskAsync(connections[0], "SELECT sum(numbackends)::int FROM pg_stat_database", stop) < wanted)
            {
                connections.Add(await ConnectAsync(app, stop));
            }

            await Pace.HoldAsync(stop);
        }
        finally
        {
            foreach (var connection in connections)
            {
                await connection.DisposeAsync();
            }
        }
    }

    private static async Task<NpgsqlConnection> ConnectAsync(RehearsedApplication app, CancellationToken stop)
    {
        var address = new Uri(app.Resource("postgres").Url ?? throw new RehearsalException("It is not known where Postgres is. See ./speccursor status."));
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = address.Port,
            Username = PostgresCluster.UserName,
            Password = app.State.PostgresPassword,
            Database = "speccursor",
            Pooling = false,
        }.ConnectionString);
        try
        {
            await connection.OpenAsync(stop);
            return connection;
        }
        catch (NpgsqlException exception)
        {
            await connection.DisposeAsync();
            throw new RehearsalException($"Postgres lets nobody in: {exception.Message}");
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }

    private static async Task<int> AskAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt32(await command.ExecuteScalarAsync(stop), CultureInfo.InvariantCulture);
    }
}
