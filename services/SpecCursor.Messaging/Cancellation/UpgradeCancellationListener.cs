using Microsoft.Extensions.Logging;
using Npgsql;
using SpecCursor.Messaging.Notifications;

namespace SpecCursor.Messaging.Cancellation;

/// <summary>Hears announcements of cancelled upgrades.</summary>
internal sealed class UpgradeCancellationListener(
    string connectionString, UpgradeCancellations cancellations, TimeProvider time, ILogger<UpgradeCancellationListener> logger)
    : NotificationListener(UpgradeCancellations.Channel, time, logger)
{
    protected override async ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    protected override void Heard(string payload)
    {
        if (Guid.TryParse(payload, out var upgradeId))
        {
            cancellations.Cancel(upgradeId);
        }
    }
}
