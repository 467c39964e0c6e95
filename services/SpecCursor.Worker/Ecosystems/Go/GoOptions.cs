namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>The section <c>SpecCursor:Worker:Go</c>.</summary>
internal sealed class GoOptions
{
    public const string Section = "SpecCursor:Worker:Go";

    private const string PublicChecksumDatabase = "sum.golang.org";

    /// <summary>The module proxy, over https or http; or a folder laid out like one (<c>file:///srv/modules</c>), for machines without a network.</summary>
    public Uri Proxy { get; set; } = new("https://proxy.golang.org");

    /// <summary>
    /// What <c>GOSUMDB</c> is to be: the database that knows every public module's hashes, or <c>off</c>. Null: <c>sum.golang.org</c>, and <c>off</c> for a folder.
    /// </summary>
    public string? ChecksumDatabase { get; set; }

    /// <summary>Longest time of one look-up at the proxy, its retries included.</summary>
    public TimeSpan ProxyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary><see cref="ChecksumDatabase"/>, or what goes without saying.</summary>
    public string ResolvedChecksumDatabase => ChecksumDatabase is { Length: > 0 } configured ? configured : Proxy.IsFile ? "off" : PublicChecksumDatabase;
}
