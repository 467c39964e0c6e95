using System.Net;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>Starts the proxies of commands, and logs and counts what they refuse.</summary>
internal sealed class EgressProxies(WorkerDirectories directories, SpecCursorMetrics metrics, ILogger<EgressProxies> logger)
{
    /// <summary>Starts the proxy of a command; null when the command may not talk to anything.</summary>
    public EgressProxy? Start(SandboxCommand command)
    {
        if (command.Network.IsNone)
        {
            return null;
        }

        logger.LogInformation(
            "{Executable} may talk to {Servers}", command.Executable, string.Join(", ", command.Network.Hosts.Select(host => $"{host.Name}:{host.Port}")));
        return EgressProxy.Start(
            Path.Combine(directories.Control, $"{Guid.NewGuid():N}.sock"),
            new EgressPolicy(command.Network.Hosts, Dns.GetHostAddressesAsync),
            command.Limits.EgressBytes,
            refusal => Report(command, refusal));
    }

    private void Report(SandboxCommand command, EgressRefusal refusal)
    {
        logger.LogWarning("{Executable} was not let through to {Server}, which {Reason}", command.Executable, refusal.Server, refusal.Reason);
        if (refusal.Kind is { } kind)
        {
            metrics.SuspiciousActivity(kind);
        }
    }
}
