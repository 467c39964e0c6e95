using Npgsql;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>
/// Somebody's session in Postgres that holds the messages of a queue and does not go on: they wait, are seen to wait, and nobody can take them.
/// </summary>
internal sealed class HeldQueue : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private HeldQueue(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Holds what is in the queue of the worker now.</summary>
    public static async Task<HeldQueue> OfWorkerAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        var held = new HeldQueue(connection);
        try
        {
            await connection.OpenAsync();
            await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand("SELECT 1 FROM queues.wolverine_queue_worker FOR UPDATE", connection);
            await command.ExecuteNonQueryAsync();
            return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets go: the session ends.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
