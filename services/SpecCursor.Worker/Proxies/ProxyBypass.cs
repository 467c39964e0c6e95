using System.Globalization;
using System.Net;

namespace SpecCursor.Worker.Proxies;

/// <summary>
/// What is reached without a proxy. Nothing specifies <c>NO_PROXY</c>; this is what curl, git and Go agree on: names with all that is below them, addresses,
/// networks (<c>10.0.0.0/8</c>), each with a port or without, and <c>*</c> for everything. The machine itself never is behind a proxy.
/// </summary>
internal sealed class ProxyBypass(string? variable)
{
    private static readonly char[] Separators = [',', ' ', '\t'];

    private readonly string[] _entries =
        [.. (variable ?? string.Empty).Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.ToLowerInvariant())];

    /// <param name="host">A name or an address, in lower case, an IPv6 address without brackets.</param>
    /// <param name="port">Its port.</param>
    public bool Includes(string host, int port)
    {
        var name = host.TrimEnd('.');
        var address = IPAddress.TryParse(name, out var literal) ? literal : null;
        return name == "localhost" || name.EndsWith(".localhost", StringComparison.Ordinal) || (address is not null && IPAddress.IsLoopback(address))
            || _entries.Any(entry => Matches(entry, name, address, port));
    }

    private static bool Matches(string entry, string name, IPAddress? address, int port)
    {
        if (entry == "*")
        {
            return true;
        }

        var (pattern, only) = Split(entry);
        if (only is not null && only != port)
        {
            return false;
        }

        if (address is not null)
        {
            return IPNetwork.TryParse(pattern, out var network) ? network.Contains(address) : IPAddress.TryParse(pattern, out var one) && one.Equals(address);
        }

        var domain = pattern.TrimStart('*').Trim('.');
        return domain.Length > 0 && (name == domain || name.EndsWith($".{domain}", StringComparison.Ordinal));
    }

    private static (string Pattern, int? Port) Split(string entry)
    {
        // An IPv6 address has colons of its own, and brackets where a port follows.
        var colon = entry.LastIndexOf(':');
        var hasPort = colon > 0 && (entry.IndexOf(':', StringComparison.Ordinal) == colon || entry[colon - 1] == ']');
        return hasPort && ushort.TryParse(entry[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (entry[..colon].Trim('[', ']'), port)
            : (entry.Trim('[', ']'), null);
    }
}
