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
        var problems = Missing([Git]).Concat(await ProbeSandboxAsync(cancellationToken) is { } problem ? [problem] : []).ToList();
        if (problems.Count > 0)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, string.Join(' ', problems));
        }

        // Who lacks the tools of one ecosystem, or of a part of it, still does the upgrades of all others.
        var lacking = ecosystems.All.OrderBy(ecosystem => ecosystem.Name, StringComparer.Ordinal)
            .SelectMany(ecosystem => ecosystem.Tools.GroupBy(tool => tool.Use is null ? ecosystem.Name : $"{ecosystem.Name} in {tool.Use}"))
            .Select(tools => (Upgrades: tools.Key, Missing: string.Join(' ', Missing(tools))))
            .Where(tools => tools.Missing.Length > 0)
            .Select(tools => $"No upgrades of {tools.Upgrades}: {tools.Missing}")
            .ToList();
        return lacking.Count == 0
            ? HealthCheckResult.Healthy("git, the sandbox and the ecosystems' tools work")
            : HealthCheckResult.Degraded(string.Join(' ', lacking));
    }

    private IEnumerable<string> Missing(IEnumerable<RequiredTool> tools) =>
        tools.Where(tool => !Has(tool)).Select(tool => $"{tool.Name} is missing: {tool.Remedy}.");

    private bool Has(RequiredTool tool) => locator.Find(tool.Name) is { } path
        && (tool.Beside is null || Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, tool.Beside)));

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
