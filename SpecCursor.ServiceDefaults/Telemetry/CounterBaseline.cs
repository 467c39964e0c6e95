using Microsoft.Extensions.Hosting;

namespace SpecCursor.ServiceDefaults.Telemetry;

/// <summary>
/// Reports the counters that this service owns as 0 once everything listens. Without that, a counter appears with its first increment, and
/// <c>increase()</c> takes no notice of the very first signature failure.
/// </summary>
internal sealed class CounterBaseline(SpecCursorMetrics metrics, ServiceIdentity service) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        metrics.ReportZeroes(service.Name);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
