namespace SpecCursor.Worker.Proxies;

/// <summary>The machine's proxy made no tunnel.</summary>
/// <param name="reason">Why, as a clause about the server that a person understands.</param>
internal sealed class ProxyException(string reason) : IOException(reason)
{
    /// <param name="status">The proxy's answer.</param>
    /// <param name="hadCredentials">Whether it was told who asks.</param>
    public static ProxyException Of(int status, bool hadCredentials) => new(status switch
    {
        407 when hadCredentials => "was refused by the machine's proxy, which does not take the credentials that it was given (407)",
        407 => "was refused by the machine's proxy, which wants credentials (407)",
        >= 400 and < 500 => $"was refused by the machine's proxy ({status})",
        _ => $"could not be reached by the machine's proxy ({status})",
    });

    public static ProxyException Senseless() => new("could not be reached: what the machine's proxy answers is not HTTP");
}
