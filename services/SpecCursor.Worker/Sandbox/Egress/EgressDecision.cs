using System.Net;

namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>What becomes of a connection.</summary>
/// <param name="Addresses">Where to connect to; empty when it is refused.</param>
/// <param name="Refusal">Why it is refused, as a clause a person understands; null when it isn't.</param>
/// <param name="Kind">What the refusal counts as, of <c>speccursor_suspicious_activity_total</c>; null for what nobody meant ill by.</param>
internal sealed record EgressDecision(IReadOnlyList<IPAddress> Addresses, string? Refusal = null, string? Kind = null);
