using JasperFx.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SpecCursor.Messaging.TakeOver;

/// <summary>
/// Takes leadership away from a node of this service that hangs. A node that is dead loses its database sessions, and with them the
/// advisory lock that makes it the leader; one that merely hangs keeps them. The engine lets nobody but a leader eject a leader, so
/// without this the messages that a hung leader holds would wait for it for ever. Once its session is ended, the others elect a
/// leader, which ejects it and takes its messages over; should it wake up, it finds the lock gone and steps down.
/// </summary>
internal sealed class SilentLeader(
    NpgsqlDataSource database,
    ServiceQueue queue,
    MessagingOptions messaging,
    TimeProvider time,
    ILogger<SilentLeader> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A leader shows that it is alive in two ways, and is left alone while either does: its row's heartbeat, and the lock's session, which
    // it pings. The one alone would end the session of a new leader whose row still names the old, the other that of a busy one.
    private readonly string _endSession = $"""
        SELECT count(pg_terminate_backend(held.pid))
        FROM pg_locks AS held
        JOIN pg_stat_activity AS session USING (pid)
        WHERE held.locktype = 'advisory' AND held.granted AND held.objsubid = 1
          AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND (held.classid::bigint << 32) | held.objid::bigint = $1
          AND session.state = 'idle' AND session.state_change < now() - $2
          AND NOT EXISTS (
              SELECT 1
              FROM {queue.Name}.wolverine_node_assignments AS assignment
              JOIN {queue.Name}.wolverine_nodes AS node ON node.id = assignment.node_id
              WHERE assignment.id = 'wolverine://leader/' AND node.health_check >= now() - $2)
        """;

    /// <summary>The advisory lock that the engine's leader of a service holds: it is named after the storage schema.</summary>
    public static long LockOf(ServiceQueue queue) => queue.Name.GetDeterministicHashCode();

    /// <summary>Ends the session of a leader that has been silent for longer than <see cref="MessagingOptions.StaleNodeTimeout"/>.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> EndAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(_endSession);
        command.Parameters.Add(new() { Value = LockOf(queue) });
        command.Parameters.Add(new() { Value = messaging.StaleNodeTimeout });
        return await command.ExecuteScalarAsync(cancellationToken) is > 0L;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await EndAsync(stoppingToken))
                {
                    logger.LogWarning(
                        "The leader of {Service} was silent for more than {Timeout}; its database session was ended so that another takes over",
                        queue.ServiceName, messaging.StaleNodeTimeout);
                }
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
            {
                logger.LogDebug("Could not look for a silent leader: {Reason}", exception.Message);
            }
        }
    }
}
