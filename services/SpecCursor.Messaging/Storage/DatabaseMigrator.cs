using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SpecCursor.Messaging.Storage;

/// <summary>
/// Brings a service's own tables up to date before anything else of the host starts. Several nodes may start at once: the first to get the
/// lock migrates, the others find nothing left to do. Waits up to two minutes for a database that is not there yet.
/// </summary>
/// <typeparam name="TContext">The service's context, without the engine's tables: those are the engine's to make.</typeparam>
/// <param name="database">The database.</param>
/// <param name="plan">How to migrate it.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of migrations and of waiting.</param>
public sealed class DatabaseMigrator<TContext>(
    NpgsqlDataSource database, MigrationPlan<TContext> plan, TimeProvider time, ILogger<DatabaseMigrator<TContext>> logger) : IHostedLifecycleService
    where TContext : DbContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
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

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
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
            await using var context = plan.CreateContext(connection);
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

    private async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = plan.AdvisoryLock } } };
        command.CommandTimeout = (int)Patience.TotalSeconds;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
