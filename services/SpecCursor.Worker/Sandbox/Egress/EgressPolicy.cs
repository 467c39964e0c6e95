using System.Net;
using System.Net.Sockets;
using SpecCursor.Worker.Proxies;

namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>Decides what a command may connect to: servers on its list, and those of a repository's choice only where the whole world can reach them.</summary>
/// <param name="hosts">The list.</param>
/// <param name="resolve">Looks a name up.</param>
/// <param name="proxy">What the machine needs to get outside.</param>
internal sealed class EgressPolicy(IReadOnlyList<EgressHost> hosts, Func<string, CancellationToken, Task<IPAddress[]>> resolve, MachineProxy proxy)
{
    private const string NotLookedUp =
        "could not be looked up by this machine, and its proxy is not asked to for a server that a repository names: allow it in AllowedHosts";

    /// <param name="scheme"><c>https</c> for a tunnel, <c>http</c> for a request in the clear.</param>
    /// <param name="host">The server's name or address, in lower case, an IPv6 address without brackets.</param>
    /// <param name="port">Its port.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<EgressDecision> DecideAsync(string scheme, string host, int port, CancellationToken cancellationToken)
    {
        var listed = hosts.Where(candidate => candidate.Name == host && candidate.Port == port).ToList();
        if (listed.Count == 0)
        {
            var isInside = host == "localhost" || (IPAddress.TryParse(host, out var literal) && !PublicAddress.Is(literal));
            return new EgressDecision([], "is not on the list of servers that this command may talk to", isInside ? "sandbox_escape" : "egress_denied");
        }

        var server = proxy.Find(scheme, host, port);
        var isTrusted = listed.Exists(candidate => candidate.IsTrusted);
        return isTrusted && server is not null
            ? new EgressDecision([]) { Proxy = server }
            : await DecideAsync(host, isTrusted, server, cancellationToken);
    }

    private async Task<EgressDecision> DecideAsync(string host, bool isTrusted, ProxyServer? server, CancellationToken cancellationToken)
    {
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(host, out var address) ? [address] : await resolve(host, cancellationToken);
        }
        catch (SocketException exception)
        {
            // The proxy may know it. It may also know the company's own names, and those are not for whoever writes repositories to choose from.
            return server is null ? new EgressDecision([]) { Obstacle = $"could not be found ({exception.SocketErrorCode})" }
                : PublicRegistries.Have(host) ? new EgressDecision([]) { Proxy = server }
                : new EgressDecision([], NotLookedUp);
        }

        // All of them: a name that has one address outside and one inside is an attempt to get in by the second.
        if (!isTrusted && !Array.TrueForAll(addresses, PublicAddress.Is))
        {
            return new EgressDecision([], "leads to an address that is not public", "sandbox_escape");
        }

        // A proxy is asked for the addresses that were judged, since the name may have others when the proxy looks it up.
        return new EgressDecision(server is not null && PublicRegistries.Have(host) ? [] : addresses) { Proxy = server };
    }
}
