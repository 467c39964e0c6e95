using Npgsql;

namespace SpecCursor.Benchmarks.Saga;

/// <summary>Wakes the consumers of one queue of the baseline when Postgres notifies of a message.</summary>
/// <param name="connectionString">The database.</param>
/// <param name="queue">The queue.</param>
internal sealed class QueueBell(string connectionString, string queue) : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim bell = new(0);

    public static string Channel(string queue) => $"bare_{queue}";

    /// <summary>Hears notifications until it is told to end.</summary>
    public async Task ListenAsync(CancellationToken stopping)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(stopping);
        connection.Notification += (_, _) => bell.Release();
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel(queue)}", connection))
        {
            await listen.ExecuteNonQueryAsync(stopping);
        }

        while (!stopping.IsCancellationRequested)
        {
            await connection.WaitAsync(stopping);
        }
    }

    /// <summary>Waits for one notification, or for as long as an idle queue is left alone.</summary>
    public Task WaitAsync(CancellationToken stopping) => bell.WaitAsync(PollInterval, stopping);

    /// <inheritdoc />
    public void Dispose() => bell.Dispose();
}
