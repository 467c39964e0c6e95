using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Ecosystems.Node;
using SpecCursor.Worker.Proxies;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Sandbox.Limits;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Extensions;

/// <summary>Prepares the machine before the first command comes, and keeps its caches bounded from then on.</summary>
internal sealed class WorkerStartup(
    WorkerDirectories directories,
    GitCommands git,
    WorkspaceJanitor janitor,
    CacheTrimmer caches,
    ISandbox sandbox,
    IResourceGroups groups,
    MachineNpmConfiguration npm,
    MachineProxy proxy,
    TimeProvider time,
    ILogger<WorkerStartup> logger) : BackgroundService
{
    private static readonly TimeSpan TrimInterval = TimeSpan.FromMinutes(30);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        directories.Create();
        git.Prepare();
        logger.LogInformation("Resources of sandboxes are bounded by {Groups}", groups.Description);
        foreach (var server in new[] { proxy.Https, proxy.Http }.OfType<ProxyServer>().DistinctBy(server => server.Address))
        {
            logger.LogInformation("Servers outside are reached through the machine's proxy {Proxy}", server.Address.Authority);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await npm.GetAsync(stoppingToken);
        }
        catch (TransientStepException exception)
        {
            logger.LogWarning("{Reason} Upgrades of node projects have to wait", exception.Failure.Reason);
        }

        try
        {
            await sandbox.RemoveLeftoversAsync(stoppingToken);
        }
        catch (TransientStepException exception)
        {
            logger.LogWarning("{Detail} What a killed worker may have left runs on", exception.Failure.Detail);
        }

        await janitor.CleanAsync(stoppingToken);
        using var timer = new PeriodicTimer(TrimInterval, time);
        do
        {
            await TrimAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TrimAsync(CancellationToken cancellationToken)
    {
        try
        {
            await caches.TrimAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(exception, "The caches could not be trimmed; that is tried again in {Interval}", TrimInterval);
        }
    }
}
