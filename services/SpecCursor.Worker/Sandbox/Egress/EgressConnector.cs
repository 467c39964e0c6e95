using System.Net;
using System.Net.Sockets;
using SpecCursor.Worker.Proxies;

namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>Connects to a server by what was decided of it: directly, or through the machine's proxy.</summary>
internal static class EgressConnector
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <returns>The connection; null when the server does not answer.</returns>
    /// <exception cref="ProxyException">The machine's proxy leads to none of its addresses.</exception>
    public static async Task<Socket?> ConnectAsync(EgressDecision decision, string host, int port, CancellationToken cancellationToken) => decision.Proxy is { } proxy
        ? await OpenAsync(proxy, decision.Addresses, host, port, cancellationToken)
        : await ConnectAsync(decision.Addresses, port, cancellationToken);

    private static async Task<Socket> OpenAsync(ProxyServer proxy, IReadOnlyList<IPAddress> addresses, string host, int port, CancellationToken cancellationToken)
    {
        var targets = addresses.Count == 0 ? [host] : addresses.OrderBy(address => address.AddressFamily).Select(address => address.ToString()).ToList();
        foreach (var target in targets.SkipLast(1))
        {
            try
            {
                return await ProxyTunnel.OpenAsync(proxy, target, port, cancellationToken);
            }
            catch (ProxyException)
            {
                // Of several addresses the last one's answer is told.
            }
        }

        return await ProxyTunnel.OpenAsync(proxy, targets[^1], port, cancellationToken);
    }

    private static async Task<Socket?> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        foreach (var address in addresses)
        {
            var server = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Patience);
            try
            {
                await server.ConnectAsync(address, port, limit.Token);
                return server;
            }
            catch (Exception exception) when (exception is SocketException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                server.Dispose();
            }
        }

        return null;
    }
}
