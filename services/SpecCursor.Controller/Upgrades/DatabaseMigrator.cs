using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SpecCursor.Controller.Upgrades;

/// <summary>
/// Brings the controller's tables up to date before anything else of the host starts. Several nodes may start at once: the first to
/// get the lock migrates, the others find nothing left to do. Waits for a database that is not there yet, up to two minutes.
/// </summary>
internal sealed class DatabaseMigrator(NpgsqlDataSource database, TimeProvider time, ILogger<DatabaseMigrator> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                await MigrateAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException exception) when (IsAbsence(exception) && time.GetElapsedTime(start) < Patience)
            {
                logger.LogWarning("The database cannot be reached yet: {Reason}", exception.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsAbsence(NpgsqlException exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.InvalidCatalogName }
        || exception.InnerException is SocketException or TimeoutException or IOException;

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, "SELECT pg_advisory_lock($1)", cancellationToken);
        try
        {
            await using var context = new ControllerDbContext(DbContextOptionsOf(connection));
            var pending = await context.Database.GetPendingMigrationsAsync(cancellationToken);
            if (pending.Any())
            {
                logger.LogInformation("Migrating the database: {Migrations}", pending);
                await context.Database.MigrateAsync(cancellationToken);
            }
        }
        finally
        {
            await ExecuteAsync(connection, "SELECT pg_advisory_unlock($1)", CancellationToken.None);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = AdvisoryLocks.Migrations } } };
        command.CommandTimeout = (int)Patience.TotalSeconds;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Without the engine's own tables in the model: those are the engine's to create.</summary>
    private static DbContextOptions<ControllerDbContext> DbContextOptionsOf(NpgsqlConnection connection) =>
        new DbContextOptionsBuilder<ControllerDbContext>()
            .UseNpgsql(connection, ControllerDatabase.Configure)
            .Options;
}
