using Npgsql;

namespace SpecCursor.Messaging.Backlog;

/// <summary>The services' inboxes: what a service has taken out of its queue, and no living node owns, waits like what lies in the queue.</summary>
/// <param name="database">The database.</param>
internal sealed class Inboxes(NpgsqlDataSource database)
{
    /// <summary>The queues of the services that have started at least once.</summary>
    /// <param name="tableOf">A further table that there must be of a queue; null where there is none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<ServiceQueue>> ExistingAsync(Func<ServiceQueue, string>? tableOf, CancellationToken cancellationToken)
    {
        List<ServiceQueue> existing = [];
        foreach (var queue in ServiceQueue.All)
        {
            await using var command = database.CreateCommand("SELECT to_regclass($1) IS NOT NULL AND to_regclass($2) IS NOT NULL");
            command.Parameters.Add(new() { Value = Table(queue) });
            command.Parameters.Add(new() { Value = tableOf is null ? Table(queue) : tableOf(queue) });
            if (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true)
            {
                existing.Add(queue);
            }
        }

        return existing;
    }

    /// <summary>How many messages wait in an inbox.</summary>
    public async Task<long> WaitingAsync(ServiceQueue queue, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Count(queue));
        return (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>The statement that counts them.</summary>
    public static string Count(ServiceQueue queue) => $"SELECT count(*) FROM {Table(queue)} WHERE status = 'Incoming' AND owner_id = 0";

    private static string Table(ServiceQueue queue) => $"{queue.Name}.wolverine_incoming_envelopes";
}
