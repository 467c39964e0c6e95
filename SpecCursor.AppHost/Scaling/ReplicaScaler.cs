using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SpecCursor.AppHost.Observability;

namespace SpecCursor.AppHost.Scaling;

/// <summary>
/// Starts and stops the replicas of a service until as many run as the controller wants, and tells Prometheus of them. It compares what there is
/// with what there should be, again and again, so that it does not matter who died in between.
/// </summary>
internal sealed class ReplicaScaler(
    IReadOnlyList<ProjectResource> standbys,
    ScaleQuestion question,
    IServiceProvider services,
    ResourceNotificationService notifications,
    ResourceCommandService commands,
    ScrapeTargets targets,
    TimeProvider time,
    ILogger<ReplicaScaler> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private static readonly string[] Down = [KnownResourceStates.NotStarted, .. KnownResourceStates.TerminalStates];

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (await question.AskAsync(services, stoppingToken) is { } replicas)
            {
                await ReconcileAsync(replicas, stoppingToken);
            }
        }
    }

    private async Task ReconcileAsync(int replicas, CancellationToken cancellationToken)
    {
        for (var index = 0; index < standbys.Count; index++)
        {
            // The first replica is no standby.
            var isWanted = index + 2 <= replicas;
            var standby = standbys[index];
            var current = await notifications.WaitForResourceAsync(standby.Name, _ => true, cancellationToken);
            var state = current.Snapshot.State?.Text;

            // Scraped only while it answers: Prometheus would call one that comes or goes broken.
            Tell(standby, isWanted && state == KnownResourceStates.Running && current.Snapshot.HealthStatus == HealthStatus.Healthy);
            if (isWanted && Down.Contains(state))
            {
                await CommandAsync(current.ResourceId, KnownResourceCommands.StartCommand, standby.Name, cancellationToken);
            }
            else if (!isWanted && state == KnownResourceStates.Running)
            {
                await CommandAsync(current.ResourceId, KnownResourceCommands.StopCommand, standby.Name, cancellationToken);
            }
        }
    }

    private void Tell(ProjectResource standby, bool isScraped)
    {
        try
        {
            targets.Set(standby, isScraped);
        }
        catch (IOException exception)
        {
            logger.LogWarning("Prometheus was not told of {Resource}: {Reason}", standby.Name, exception.Message);
        }
    }

    private async Task CommandAsync(string resourceId, string command, string name, CancellationToken cancellationToken)
    {
        logger.LogInformation("{Resource}: {Command}, as the controller asks", name, command);
        var result = await commands.ExecuteCommandAsync(resourceId, command, cancellationToken);
        if (!result.Success)
        {
            logger.LogWarning("{Resource} could not {Command}: {Reason}", name, command, result.Message);
        }
    }
}
