using System.Globalization;
using System.Text;

namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>What a client asks a forward proxy for (RFC 9112, section 3.2): a tunnel, or a request to be passed on.</summary>
/// <param name="Host">The server's name or address, in lower case, an IPv6 address without brackets.</param>
/// <param name="Port">Its TCP port.</param>
/// <param name="Forwarded">The head to send to the server; null for a tunnel, which begins empty.</param>
internal sealed record EgressRequest(string Host, int Port, byte[]? Forwarded)
{
    /// <summary>Fields that are for the proxy alone, and those that would keep the connection open for requests that nobody checked.</summary>
    private static readonly HashSet<string> Dropped =
        new(["Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "Upgrade", "HTTP2-Settings"], StringComparer.OrdinalIgnoreCase);

    /// <summary><c>https</c> for a tunnel, <c>http</c> for a request to be passed on.</summary>
    public string Scheme => Forwarded is null ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;

    /// <summary>Reads a request's head, the empty line at its end included; null when it is none that a proxy gets.</summary>
    public static EgressRequest? Parse(ReadOnlySpan<byte> head)
    {
        var lines = Encoding.Latin1.GetString(head).Split("\r\n");
        return lines[0].Split(' ') is not [var method, var target, "HTTP/1.1" or "HTTP/1.0"] ? null
            : method == "CONNECT" ? Tunnel(target)
            : Forward(method, target, lines);
    }

    private static EgressRequest? Tunnel(string target)
    {
        var colon = target.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(target[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && Uri.TryCreate($"https://{target}/", UriKind.Absolute, out var address) && address.Port == port && address.UserInfo.Length == 0
            ? new EgressRequest(EgressHost.Of(address, isTrusted: false).Name, port, null)
            : null;
    }

    private static EgressRequest? Forward(string method, string target, string[] lines)
    {
        if (!Uri.TryCreate(target, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.UserInfo.Length > 0)
        {
            return null;
        }

        var head = new StringBuilder($"{method} {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n");
        foreach (var line in lines.Skip(1).Where(line => line.Length > 0))
        {
            var name = line.Split(':', 2)[0];
            if (!Dropped.Contains(name) && !name.Equals("Host", StringComparison.OrdinalIgnoreCase))
            {
                head.Append(line).Append("\r\n");
            }
        }

        return new EgressRequest(EgressHost.Of(address, isTrusted: false).Name, address.Port, Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()));
    }
}
