using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SpecCursor.Worker.Proxies;

/// <summary>Tunnels through a proxy (RFC 9110, section 9.3.6): bounded in time and in what the proxy may answer.</summary>
internal static class ProxyTunnel
{
    private const int MaximumHead = 16 * 1024;

    /// <summary>The proxy looks names up and connects in this time, too.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Opens one; the socket is the caller's.</summary>
    /// <param name="proxy">The proxy.</param>
    /// <param name="host">The server, by the name or the address that the proxy is to see, an IPv6 address without brackets.</param>
    /// <param name="port">Its port.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ProxyException">The proxy does not answer, or not with a tunnel.</exception>
    public static async Task<Socket> OpenAsync(ProxyServer proxy, string host, int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(proxy.Address.IdnHost.Trim('[', ']'), proxy.Address.Port, limit.Token);
            await SendAsync(socket, Request(proxy, host, port), limit.Token);
            var status = await ReadStatusAsync(socket, limit.Token);
            return status is >= 200 and < 300 ? socket : throw ProxyException.Of(status, proxy.Credential is not null);
        }
        catch (Exception exception)
        {
            socket.Dispose();
            throw exception switch
            {
                SocketException silent => new ProxyException($"could not be asked for, since the machine's proxy does not answer ({silent.SocketErrorCode})"),
                OperationCanceledException when !cancellationToken.IsCancellationRequested => new ProxyException("could not be reached: the machine's proxy took too long"),
                _ => exception,
            };
        }
    }

    private static byte[] Request(ProxyServer proxy, string host, int port)
    {
        var target = string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");
        var authorization = proxy.Authorization is { } credentials ? $"Proxy-Authorization: {credentials}\r\n" : string.Empty;
        return Encoding.ASCII.GetBytes($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{authorization}\r\n");
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken)..];
        }
    }

    /// <summary>Byte by byte: what follows the head is the server's already.</summary>
    private static async Task<int> ReadStatusAsync(Socket socket, CancellationToken cancellationToken)
    {
        var head = new byte[MaximumHead];
        for (var length = 0; length < MaximumHead && await socket.ReceiveAsync(head.AsMemory(length, 1), cancellationToken) == 1;)
        {
            length++;
            if (head.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            {
                return Status(Encoding.Latin1.GetString(head, 0, length)) ?? throw ProxyException.Senseless();
            }
        }

        throw ProxyException.Senseless();
    }

    private static int? Status(string head) =>
        head.Split("\r\n")[0].Split(' ', 3) is ["HTTP/1.1" or "HTTP/1.0", { Length: 3 } code, ..]
            && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : null;
}
