using System.Net;
using System.Net.Sockets;

namespace SpecCursor.GitHubApp.Webhooks.Throttling;

/// <summary>What counts as one sender.</summary>
internal static class SenderAddress
{
    private const int NetworkBytes = 8;

    /// <summary>
    /// The address; of an IPv6 address the first 64 bits, since a subscriber has all addresses of such a network (RFC 6177) and could send
    /// from another each time.
    /// </summary>
    /// <param name="remote">The other end of the connection; null where there is none, which is a sender, too.</param>
    public static IPAddress Of(IPAddress? remote)
    {
        if (remote is null)
        {
            return IPAddress.None;
        }

        if (remote.IsIPv4MappedToIPv6)
        {
            return remote.MapToIPv4();
        }

        if (remote.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return remote;
        }

        var bytes = remote.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
