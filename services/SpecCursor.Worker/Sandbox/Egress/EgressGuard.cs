using System.Net;
using System.Net.Sockets;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>
/// The worker's own connections to servers that a repository names, by the rule that holds for commands in the sandbox: an address that the whole world
/// can reach, or a server that the operator trusts.
/// </summary>
/// <param name="trusted">The servers that the operator trusts.</param>
/// <param name="metrics">Where refusals are counted.</param>
/// <param name="logger">Where refusals are written.</param>
internal sealed class EgressGuard(Func<IEnumerable<EgressHost>> trusted, SpecCursorMetrics metrics, ILogger<EgressGuard> logger)
{
    /// <summary>Why a server may not be talked to, as a clause; null when it may.</summary>
    public async Task<string?> FindRefusalAsync(Uri address, CancellationToken cancellationToken)
    {
        var host = EgressHost.Of(address, isTrusted: false);
        var decision = await DecideAsync(host, cancellationToken);
        if (decision is { Refusal: { } refusal, Kind: { } kind })
        {
            logger.LogWarning("A repository's wish to talk to {Host}:{Port} was refused: it {Reason}", host.Name, host.Port, refusal);
            metrics.SuspiciousActivity(kind);
        }

        return decision.Refusal;
    }

    /// <summary>
    /// Connections that go to an address that was decided upon, and to no other that the name has a moment later; no redirection is followed, no proxy
    /// asked, no cookie kept.
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
        var decision = await DecideAsync(new EgressHost(server.Host.Trim('[', ']').ToLowerInvariant(), server.Port, IsTrusted: false), cancellationToken);
        if (decision.Refusal is { } refusal)
        {
            throw new IOException($"{server.Host}:{server.Port} {refusal}.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync([.. decision.Addresses], server.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Task<EgressDecision> DecideAsync(EgressHost host, CancellationToken cancellationToken) =>
        new EgressPolicy([.. trusted(), host], Dns.GetHostAddressesAsync).DecideAsync(host.Name, host.Port, cancellationToken);
}
