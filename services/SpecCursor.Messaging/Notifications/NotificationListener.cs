using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SpecCursor.Messaging.Notifications;

/// <summary>Hears what Postgres announces on one channel, on a connection of its own, and reconnects when that is lost.</summary>
/// <param name="channel">The channel's name, which is an identifier of SQL.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of lost connections.</param>
public abstract class NotificationListener(string channel, TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromSeconds(1);

    /// <summary>Opens a connection that only this listener uses.</summary>
    protected abstract ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Takes an announcement. Called by one thread at a time; must not throw.</summary>
    /// <param name="payload">What was announced.</param>
    protected abstract void Heard(string payload);

    /// <summary>Listens from now on: whatever was announced before this moment may have been missed.</summary>
    protected virtual void Listening()
    {
    }

    /// <inheritdoc />
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
            {
                logger.LogWarning("Lost the connection that listens to {Channel}: {Reason}", channel, exception.Message);
                await Task.Delay(ReconnectDelay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        await using var connection = await ConnectAsync(stoppingToken);
        connection.Notification += (_, notification) => Heard(notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stoppingToken);
        }

        Listening();
        while (true)
        {
            await connection.WaitAsync(stoppingToken);
        }
    }
}
