using System.Net;
using System.Security.Cryptography;
using System.Text;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Worker.Proxies;

namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>Starts the proxies of commands, and logs and counts what they refuse.</summary>
internal sealed class EgressProxies(WorkerDirectories directories, MachineProxy proxy, SpecCursorMetrics metrics, ILogger<EgressProxies> logger)
{
    private const int MaximumPath = 107;

    /// <summary>Starts the proxy of a command; null when the command may not talk to anything.</summary>
    public EgressProxy? Start(SandboxCommand command)
    {
        if (command.Network.IsNone)
        {
            return null;
        }

        // A socket's path has at most 107 bytes, wherever the state directory is.
        var socketFile = Path.Combine(directories.Control, RandomNumberGenerator.GetHexString(12, lowercase: true));
        if (Encoding.UTF8.GetByteCount(socketFile) > MaximumPath)
        {
            throw SandboxFailures.Unavailable($"The state directory's path is too long by {Encoding.UTF8.GetByteCount(socketFile) - MaximumPath} bytes for a socket in it: '{socketFile}'.");
        }

        logger.LogInformation(
            "{Executable} may talk to {Servers}", command.Executable, string.Join(", ", command.Network.Hosts.Select(host => $"{host.Name}:{host.Port}")));
        return EgressProxy.Start(
            socketFile,
            new EgressPolicy(command.Network.Hosts, Dns.GetHostAddressesAsync, proxy),
            command.Limits.EgressBytes,
            refusal => Report(command, refusal));
    }

    private void Report(SandboxCommand command, EgressRefusal refusal)
    {
        if (refusal.IsUnreachable)
        {
            logger.LogWarning("{Executable} did not reach {Server}, which {Reason}", command.Executable, refusal.Server, refusal.Reason);
            return;
        }

        logger.LogWarning("{Executable} was not let through to {Server}, which {Reason}", command.Executable, refusal.Server, refusal.Reason);
        if (refusal.Kind is { } kind)
        {
            metrics.SuspiciousActivity(kind);
        }
    }
}
