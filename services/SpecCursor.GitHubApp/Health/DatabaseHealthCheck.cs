using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace SpecCursor.GitHubApp.Health;

/// <summary>Whether Postgres answers.</summary>
internal sealed class DatabaseHealthCheck(NpgsqlDataSource database) : IHealthCheck
{
    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy("answers");
        }
        catch (NpgsqlException exception)
        {
            return HealthCheckResult.Unhealthy("Postgres does not answer.", exception);
        }
    }
}
