using System.Net;
using System.Net.Sockets;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Worker.Proxies;

namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>
/// The worker's own connections to servers that a repository names, by the rule that holds for commands in the sandbox: an address that the whole world
/// can reach, or a server that the operator trusts.
/// </summary>
/// <param name="trusted">The servers that the operator trusts.</param>
/// <param name="proxy">What the machine needs to get outside.</param>
/// <param name="metrics">Where refusals are counted.</param>
/// <param name="logger">Where refusals are written.</param>
internal sealed class EgressGuard(Func<IEnumerable<EgressHost>> trusted, MachineProxy proxy, SpecCursorMetrics metrics, ILogger<EgressGuard> logger)
{
    /// <summary>Why a server may not be talked to, as a clause; null when it may.</summary>
    public async Task<string?> FindRefusalAsync(Uri address, CancellationToken cancellationToken) => (await DecideAsync(address, cancellationToken)).Refusal;

    /// <summary>Decides whether a server may be talked to, and counts it where a repository asks for what it must not have.</summary>
    public async Task<EgressDecision> DecideAsync(Uri address, CancellationToken cancellationToken)
    {
        var host = EgressHost.Of(address, isTrusted: false);
        var decision = await DecideAsync(address.Scheme, host, cancellationToken);
        if (decision is { Refusal: { } refusal, Kind: { } kind })
        {
            logger.LogWarning("A repository's wish to talk to {Host}:{Port} was refused: it {Reason}", host.Name, host.Port, refusal);
            metrics.SuspiciousActivity(kind);
        }

        return decision;
    }

    /// <summary>
    /// Connections that go to an address that was decided upon, and to no other that the name has a moment later; no redirection is followed, no cookie
    /// kept. The handler knows nothing of proxies: it is given tunnels.
    /// </summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = ConnectAsync,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var server = context.DnsEndPoint;
        var host = new EgressHost(server.Host.Trim('[', ']').ToLowerInvariant(), server.Port, IsTrusted: false);
        var decision = await DecideAsync(context.InitialRequestMessage.RequestUri!.Scheme, host, cancellationToken);
        if ((decision.Refusal ?? decision.Obstacle) is { } reason)
        {
            throw new IOException($"{server.Host}:{server.Port} {reason}.");
        }

        try
        {
            return await EgressConnector.ConnectAsync(decision, host.Name, host.Port, cancellationToken) is { } socket
                ? new NetworkStream(socket, ownsSocket: true)
                : throw new IOException($"{server.Host}:{server.Port} does not answer.");
        }
        catch (ProxyException exception)
        {
            throw new IOException($"{server.Host}:{server.Port} {exception.Message}.", exception);
        }
    }

    private Task<EgressDecision> DecideAsync(string scheme, EgressHost host, CancellationToken cancellationToken) =>
        new EgressPolicy([.. trusted(), host], Dns.GetHostAddressesAsync, proxy).DecideAsync(scheme, host.Name, host.Port, cancellationToken);
}
