using Microsoft.Extensions.Logging;
using Npgsql;
using SpecCursor.Messaging.Notifications;

namespace SpecCursor.Messaging.Cancellation;

/// <summary>Hears announcements of cancelled upgrades.</summary>
internal sealed class UpgradeCancellationListener(
    NpgsqlDataSource database, UpgradeCancellations cancellations, TimeProvider time, ILogger<UpgradeCancellationListener> logger)
    : NotificationListener(UpgradeCancellations.Channel, time, logger)
{
    protected override ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken) => database.OpenConnectionAsync(cancellationToken);

    protected override void Heard(string payload)
    {
        if (Guid.TryParse(payload, out var upgradeId))
        {
            cancellations.Cancel(upgradeId);
        }
    }
}
