namespace SpecCursor.Worker.Sandbox.Egress;

/// <summary>A server that a command may talk to.</summary>
/// <param name="Name">Its name or address, in lower case, an IPv6 address without brackets.</param>
/// <param name="Port">Its TCP port.</param>
/// <param name="IsTrusted">
/// Whether the operator named it. Only then may it lie inside the machine or its private networks; one that a repository names may not.
/// </param>
internal sealed record EgressHost(string Name, int Port, bool IsTrusted)
{
    /// <summary>Reads <c>host</c> (port 443) or <c>host:port</c>, as operators write them; null when it is neither.</summary>
    public static EgressHost? Parse(string text) =>
        Uri.TryCreate($"https://{text}", UriKind.Absolute, out var address) && address.PathAndQuery == "/" && address.UserInfo.Length == 0
            ? Of(address, isTrusted: true)
            : null;

    /// <summary>The server of an http or https address.</summary>
    public static EgressHost Of(Uri address, bool isTrusted) => new(address.IdnHost.Trim('[', ']').ToLowerInvariant(), address.Port, isTrusted);
}
