using Npgsql;
using SpecCursor.Messaging;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.Controller.Queues;

/// <summary>
/// Measures what waits in every service's queue. The controller does it for all, since a service that is down, whose queue grows, could
/// not tell. Every node measures the same: a query takes the greatest.
/// </summary>
internal sealed class QueueWatch(NpgsqlDataSource database, SpecCursorMetrics metrics, TimeProvider time, ILogger<QueueWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private bool _failed;

    /// <summary>Measures once.</summary>
    public async Task ObserveAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in await ExistingAsync(cancellationToken))
        {
            // What a service has taken out of its queue waits in its inbox: there it counts only where no living node owns it.
            await using var command = database.CreateCommand(
                $"""
                SELECT (SELECT count(*) FROM {queue.Schema}.{queue.Table})
                     + (SELECT count(*) FROM {queue.Name}.wolverine_incoming_envelopes WHERE status = 'Incoming' AND owner_id = 0),
                       (SELECT greatest(0, extract(epoch FROM now() - min("timestamp"))) FROM {queue.Schema}.{queue.Table})::float8
                """);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            var age = await reader.IsDBNullAsync(1, cancellationToken) ? 0 : reader.GetDouble(1);
            metrics.QueueObserved(queue.Name, reader.GetInt64(0), TimeSpan.FromSeconds(age));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await TryObserveAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryObserveAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ObserveAsync(stoppingToken);
            _failed = false;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            // Once for each outage: the health check tells the rest.
            if (!_failed)
            {
                logger.LogWarning("The queues cannot be measured: {Reason}", exception.Message);
            }

            _failed = true;
        }
    }

    /// <summary>The queues of the services that have started at least once.</summary>
    private async Task<List<(string Name, string Schema, string Table)>> ExistingAsync(CancellationToken cancellationToken)
    {
        var queues = new List<(string, string, string)>();
        foreach (var queue in ServiceQueue.All)
        {
            var table = $"wolverine_queue_{queue.Name}";
            await using var command = database.CreateCommand("SELECT to_regclass($1) IS NOT NULL AND to_regclass($2) IS NOT NULL");
            command.Parameters.Add(new() { Value = $"{ServiceQueue.TransportSchema}.{table}" });
            command.Parameters.Add(new() { Value = $"{queue.Name}.wolverine_incoming_envelopes" });
            if (await command.ExecuteScalarAsync(cancellationToken) is true)
            {
                queues.Add((queue.Name, ServiceQueue.TransportSchema, table));
            }
        }

        return queues;
    }
}
