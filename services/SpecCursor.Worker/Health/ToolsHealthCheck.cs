using Microsoft.Extensions.Diagnostics.HealthChecks;
using SpecCursor.Worker.Ecosystems;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Sandbox;

namespace SpecCursor.Worker.Health;

/// <summary>Whether the machine has what upgrades need; says what to install where it hasn't.</summary>
internal sealed class ToolsHealthCheck(ToolLocator locator, EcosystemRegistry ecosystems, ISandbox sandbox, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMinutes(1);
    private static readonly RequiredTool Git = new("git", "install git (Debian, Ubuntu: apt-get install git)");

    private volatile Probe? _lastProbe;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var missing = ecosystems.All.SelectMany(ecosystem => ecosystem.Tools).Prepend(Git)
            .Where(tool => locator.Find(tool.Name) is null)
            .Select(tool => $"{tool.Name} is missing: {tool.Remedy}.");
        var problems = missing.Concat(await ProbeSandboxAsync(cancellationToken) is { } problem ? [problem] : []).ToList();
        return problems.Count == 0
            ? HealthCheckResult.Healthy("git, the sandbox and the ecosystems' tools work")
            : new HealthCheckResult(context.Registration.FailureStatus, string.Join(' ', problems));
    }

    /// <summary>Starting a sandbox is cheap, but not so cheap as to do it on every call of a load balancer.</summary>
    private async Task<string?> ProbeSandboxAsync(CancellationToken cancellationToken)
    {
        if (_lastProbe is { Problem: null } last && time.GetElapsedTime(last.At) < ProbeInterval)
        {
            return null;
        }

        var probe = new Probe(time.GetTimestamp(), await sandbox.FindProblemAsync(cancellationToken));
        _lastProbe = probe;
        return probe.Problem;
    }

    private sealed record Probe(long At, string? Problem);
}
