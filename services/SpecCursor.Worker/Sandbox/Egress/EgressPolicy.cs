using System.Net;
using System.Net.Sockets;

namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>Decides what a command may connect to: servers on its list, and those of a repository's choice only where the whole world can reach them.</summary>
/// <param name="hosts">The list.</param>
/// <param name="resolve">Looks a name up.</param>
internal sealed class EgressPolicy(IReadOnlyList<EgressHost> hosts, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    public async Task<EgressDecision> DecideAsync(string host, int port, CancellationToken cancellationToken)
    {
        var listed = hosts.Where(candidate => candidate.Name == host && candidate.Port == port).ToList();
        if (listed.Count == 0)
        {
            var isInside = host == "localhost" || (IPAddress.TryParse(host, out var literal) && !PublicAddress.Is(literal));
            return new EgressDecision([], "is not on the list of servers that this command may talk to", isInside ? "sandbox_escape" : "egress_denied");
        }

        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(host, out var address) ? [address] : await resolve(host, cancellationToken);
        }
        catch (SocketException exception)
        {
            return new EgressDecision([], $"could not be found ({exception.SocketErrorCode})");
        }

        // All of them: a name that has one address outside and one inside is an attempt to get in by the second.
        return listed.Exists(candidate => candidate.IsTrusted) || Array.TrueForAll(addresses, PublicAddress.Is)
            ? new EgressDecision(addresses)
            : new EgressDecision([], "leads to an address that is not public", "sandbox_escape");
    }
}
