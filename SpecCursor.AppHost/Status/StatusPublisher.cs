using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SpecCursor.AppHost.State;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.AppHost.Status;

/// <summary>
/// Writes the status file at each change of a resource, from before the first starts until after the last has ended. It holds the
/// state directory's lock for as long.
/// </summary>
internal sealed class StatusPublisher(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    StatusHeader header,
    StatusFile file,
    ServiceDrain drain,
    StateLock stateLock,
    TimeProvider time,
    ILogger<StatusPublisher> logger) : IHostedLifecycleService, IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceEvent> latest = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource watching = new();
    private readonly DateTimeOffset startedAt = time.GetUtcNow();
    private readonly Lock writing = new();
    private Task watch = Task.CompletedTask;
    private bool hasRun;
    private bool stopping;
    private bool stopped;

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Write();
        watch = WatchAsync(watching.Token);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (stopping)
        {
            return;
        }

        stopping = true;
        Write();
        await drain.StopServicesAsync(latest.Values, cancellationToken);
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (stopped)
        {
            return;
        }

        stopped = true;
        await watching.CancelAsync();
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        file.Remove();
        stateLock.Dispose();
    }

    /// <inheritdoc />
    public void Dispose() => watching.Dispose();

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            if (ResourceReport.Concerns(change))
            {
                latest[change.Resource.Name] = change;
                Write();
            }
        }
    }

    private void Write()
    {
        lock (writing)
        {
            try
            {
                file.Write(Describe());
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                logger.LogWarning(exception, "The status file could not be written");
            }
        }
    }

    private ApplicationStatus Describe()
    {
        var resources = model.Resources
            .Where(resource => latest.ContainsKey(resource.Name))
            .Select(resource => ResourceReport.Describe(latest[resource.Name]))
            .ToList();
        var failed = latest.Values.Any(resource => ResourceReport.HasFailed(resource));
        var state = StatusSummary.Of(resources, failed, hasRun, stopping);
        hasRun |= state == ApplicationState.Running;
        return new ApplicationStatus
        {
            ProcessId = Environment.ProcessId,
            StartedAt = startedAt,
            Mode = header.Mode.Name,
            ModeReason = header.Mode.Reason,
            State = state,
            Addresses = header.Addresses,
            Resources = resources,
        };
    }
}
