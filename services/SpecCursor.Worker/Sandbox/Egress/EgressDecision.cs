using System.Net;
using SpecCursor.Worker.Proxies;

namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>What becomes of a connection.</summary>
/// <param name="Addresses">Where to connect to; empty when there is nowhere to, and when the machine's proxy is to look the name up.</param>
/// <param name="Refusal">Why it is refused, as a clause a person understands; null when it isn't.</param>
/// <param name="Kind">What the refusal counts as, of <c>speccursor_suspicious_activity_total</c>; null for what nobody meant ill by.</param>
internal sealed record EgressDecision(IReadOnlyList<IPAddress> Addresses, string? Refusal = null, string? Kind = null)
{
    /// <summary>Why a server that may be talked to can't be, as a clause: it may be otherwise the next time. Null when it can be tried.</summary>
    public string? Obstacle { get; init; }

    /// <summary>The proxy of the machine that leads there; null for none.</summary>
    public ProxyServer? Proxy { get; init; }
}
