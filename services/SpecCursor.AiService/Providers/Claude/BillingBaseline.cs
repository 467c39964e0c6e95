using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.AiService.Providers.Claude;

/// <summary>
/// Reports what the configured model has cost so far, which is nothing: a counter that appears with its first bill has not increased, as far as
/// alerts and panels can tell.
/// </summary>
internal sealed class BillingBaseline(ClaudeOptions options, SpecCursorMetrics metrics) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(options.ApiKey))
        {
            foreach (var kind in new[] { "input", "output", "cache_read", "cache_write" })
            {
                metrics.TokensBilled(options.Model, kind, 0);
            }

            metrics.CostBilled(options.Model, 0);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
