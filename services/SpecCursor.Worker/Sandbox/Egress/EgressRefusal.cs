namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>A connection that was not made.</summary>
/// <param name="Server">The server's name and port.</param>
/// <param name="Reason">Why, as a clause a person understands.</param>
/// <param name="Kind">What it counts as, of <c>speccursor_suspicious_activity_total</c>; null for what nobody meant ill by.</param>
internal sealed record EgressRefusal(string Server, string Reason, string? Kind)
{
    /// <summary>Whether it would have been made, had the server been found and answered: it may be the next time.</summary>
    public bool IsUnreachable { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Server} {Reason}";
}
