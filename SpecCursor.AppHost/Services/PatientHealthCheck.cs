using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using SpecCursor.Backing;

namespace SpecCursor.AppHost.Services;

/// <summary>
/// A health check that waits a little for health. Aspire asks after 0, 1, 3, 6 and 10 seconds; what becomes healthy in between would
/// hold up everything that waits for it until the next time, so the question itself is repeated until it can be answered well.
/// </summary>
/// <param name="probe">Throws what is wrong, in words for a person.</param>
/// <param name="time">The clock.</param>
internal sealed class PatientHealthCheck(Func<CancellationToken, Task> probe, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var problem = "no answer";
        while (true)
        {
            try
            {
                await probe(either.Token);
                return HealthCheckResult.Healthy();
            }
            catch (Exception exception) when (exception is HttpRequestException or SocketException or IOException or NpgsqlException or BackingException)
            {
                problem = exception.Message;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return HealthCheckResult.Unhealthy(problem);
            }

            await Task.Delay(Pause, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (limit.IsCancellationRequested)
            {
                return HealthCheckResult.Unhealthy(problem);
            }
        }
    }
}
