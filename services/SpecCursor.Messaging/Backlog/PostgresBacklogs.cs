using Npgsql;

namespace SpecCursor.Messaging.Backlog;

/// <summary>Queues that are tables.</summary>
/// <param name="database">The database.</param>
internal sealed class PostgresBacklogs(NpgsqlDataSource database) : IQueueBacklogs
{
    private readonly Inboxes _inboxes = new(database);

    /// <inheritdoc />
    public async Task<IReadOnlyList<QueueBacklog>> MeasureAsync(CancellationToken cancellationToken)
    {
        try
        {
            List<QueueBacklog> backlogs = [];
            foreach (var queue in await _inboxes.ExistingAsync(Table, cancellationToken).ConfigureAwait(false))
            {
                backlogs.Add(await MeasureAsync(queue, cancellationToken).ConfigureAwait(false));
            }

            return backlogs;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            throw new QueueBacklogException(exception.Message, exception);
        }
    }

    private async Task<QueueBacklog> MeasureAsync(ServiceQueue queue, CancellationToken cancellationToken)
    {
        // In one statement, so that a message on its way from the queue to the inbox counts once.
        await using var command = database.CreateCommand(
            $"""SELECT count(*) + ({Inboxes.Count(queue)}), greatest(0, extract(epoch FROM now() - min("timestamp")))::float8 FROM {Table(queue)}""");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var age = await reader.IsDBNullAsync(1, cancellationToken).ConfigureAwait(false) ? 0 : reader.GetDouble(1);
        return new QueueBacklog(queue, reader.GetInt64(0), TimeSpan.FromSeconds(age));
    }

    private static string Table(ServiceQueue queue) => $"{ServiceQueue.TransportSchema}.wolverine_queue_{queue.Name}";
}
