using Microsoft.Extensions.Diagnostics.HealthChecks;
using SpecCursor.ProofEngine.Engines.Smt;

namespace SpecCursor.ProofEngine.Health;

/// <summary>Without z3 nothing can be proved: asks it the shortest question there is.</summary>
internal sealed class SolverHealthCheck(Z3 z3) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!z3.IsInstalled)
            return HealthCheckResult.Unhealthy("The z3 executable is not there. Install the Debian or Ubuntu package z3, or set SpecCursor:Proof:Z3Path.");
        var answer = await z3.AskAsync("(check-sat)\n", cancellationToken);
        return answer.Verdict == SolverVerdict.Satisfiable ? HealthCheckResult.Healthy("z3 answers") : HealthCheckResult.Unhealthy(answer.Problem);
    }
}
