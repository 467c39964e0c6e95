using Microsoft.Extensions.Options;
using SpecCursor.GitHubApp.Webhooks;

namespace SpecCursor.GitHubApp.Deliveries;

/// <summary>Forgets old deliveries, in small bites.</summary>
internal sealed class DeliveryRetention(
    DeliveryTable table, IOptions<WebhookOptions> options, TimeProvider time, ILogger<DeliveryRetention> logger) : BackgroundService
{
    private const int Bite = 2000;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Forgets all that is older than the retention.</summary>
    /// <returns>How many were forgotten.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        int forgotten;
        do
        {
            forgotten = await table.ForgetAsync(time.GetUtcNow() - options.Value.Retention, Bite, cancellationToken).ConfigureAwait(false);
            total += forgotten;
        }
        while (forgotten == Bite);
        return total;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                if (await SweepAsync(stoppingToken).ConfigureAwait(false) is > 0 and var count)
                {
                    logger.LogInformation("Forgot {Count} deliveries older than {Days} days", count, options.Value.Retention.TotalDays);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogWarning(exception, "Could not forget old deliveries; trying again in an hour");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
