using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace SpecCursor.ServiceDefaults.Health;

/// <summary>Ready between the end of the start and the beginning of the stop, so that no work is sent to a process that is going.</summary>
internal sealed class HostHealthCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult((lifetime.ApplicationStarted.IsCancellationRequested, lifetime.ApplicationStopping.IsCancellationRequested) switch
        {
            (false, _) => HealthCheckResult.Unhealthy("starting"),
            (_, true) => HealthCheckResult.Unhealthy("stopping"),
            _ => HealthCheckResult.Healthy("running"),
        });
}
