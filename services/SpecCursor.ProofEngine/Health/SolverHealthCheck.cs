using Microsoft.Extensions.Diagnostics.HealthChecks;
using SpecCursor.ProofEngine.Engines.Smt;

namespace SpecCursor.ProofEngine.Health;

/// <summary>
/// Without z3 nothing can be proved: asks it the shortest question there is. That it answered counts for a while, since a probe comes every few seconds and each z3
/// costs a tenth of a processor's second.
/// </summary>
internal sealed class SolverHealthCheck(Z3 z3, TimeProvider time) : IHealthCheck
{
    /// <summary>How long an answer counts.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromSeconds(30);

    private long? _answered;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!z3.IsInstalled)
            return HealthCheckResult.Unhealthy("The z3 executable is not there. Install the Debian or Ubuntu package z3, or set SpecCursor:Proof:Z3Path.");
        if (_answered is not { } before || time.GetElapsedTime(before) > Validity)
        {
            var answer = await z3.AskAsync("(check-sat)\n", cancellationToken);
            if (answer.Verdict != SolverVerdict.Satisfiable)
                return HealthCheckResult.Unhealthy(answer.Problem);
            _answered = time.GetTimestamp();
        }

        return HealthCheckResult.Healthy("z3 answers");
    }
}
