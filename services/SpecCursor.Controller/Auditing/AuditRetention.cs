using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Auditing;

/// <summary>Deletes the lines of the audit log whose time is over, in small bites. It never touches any other.</summary>
internal sealed class AuditRetention(
    IServiceScopeFactory scopes, IOptions<AuditOptions> options, TimeProvider time, ILogger<AuditRetention> logger) : BackgroundService
{
    private const int Bite = 2000;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Deletes all whose time is over.</summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() - options.Value.Retention;
        var total = 0;
        int deleted;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ControllerDbContext>();
            deleted = await db.Audit.Where(entry => entry.At < until).OrderBy(entry => entry.Id).Take(Bite).ExecuteDeleteAsync(cancellationToken);
            total += deleted;
        }
        while (deleted == Bite);
        return total;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await SweepAsync(stoppingToken) is > 0 and var count)
                {
                    logger.LogInformation("Deleted {Count} lines of the audit log that were older than {Days} days", count, options.Value.Retention.TotalDays);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogWarning(exception, "Could not delete old lines of the audit log; trying again in an hour");
            }
        }
    }
}
