using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SpecCursor.GitHubApp.Storage;

/// <summary>
/// Brings this service's tables up to date before anything else of the host starts. Several nodes may start at once: the first to get the lock
/// migrates, the others find nothing left to do. Waits up to two minutes for a database that is not there yet.
/// </summary>
internal sealed class DatabaseMigrator(NpgsqlDataSource database, TimeProvider time, ILogger<DatabaseMigrator> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                await MigrateAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (NpgsqlException exception) when (IsAbsence(exception) && time.GetElapsedTime(started) < Patience)
            {
                logger.LogWarning("The database cannot be reached yet: {Reason}", exception.Message);
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
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
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await LockAsync(connection, "SELECT pg_advisory_lock($1)", cancellationToken).ConfigureAwait(false);
        try
        {
            // Without the engine's own tables in the model: those are the engine's to make.
            var options = new DbContextOptionsBuilder<GitHubAppDbContext>().UseNpgsql(connection, GitHubAppDatabase.Configure).Options;
            await using var context = new GitHubAppDbContext(options);
            await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await LockAsync(connection, "SELECT pg_advisory_unlock($1)", CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task LockAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = GitHubAppDatabase.MigrationLock } } };
        command.CommandTimeout = (int)Patience.TotalSeconds;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
