using Microsoft.EntityFrameworkCore;

namespace SpecCursor.Controller.Upgrades;

/// <summary>Builds the model while the host starts, so that the first caller does not wait for it.</summary>
internal sealed class ModelWarmUp(IServiceScopeFactory scopes, ILogger<ModelWarmUp> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not on the thread that starts the host.
        await Task.Yield();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ControllerDbContext>().Upgrades.AnyAsync(upgrade => upgrade.Id == Guid.Empty, stoppingToken);
        }
        catch (Exception exception) when (exception is Npgsql.NpgsqlException or InvalidOperationException or OperationCanceledException)
        {
            logger.LogDebug(exception, "The model could not be warmed up");
        }
    }
}
