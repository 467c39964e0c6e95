using SpecCursor.Worker.Sandbox.Egress;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>The servers that go needs: the proxy's and the checksum database's.</summary>
internal static class GoServers
{
    public static IEnumerable<EgressHost> Of(GoOptions options)
    {
        if (!options.Proxy.IsFile)
        {
            yield return EgressHost.Of(options.Proxy, isTrusted: true);
        }

        if (Database(options.ResolvedChecksumDatabase) is { } database)
        {
            yield return EgressHost.Of(database, isTrusted: true);
        }
    }

    /// <summary>A name, perhaps with a key behind a plus, and perhaps the address after it (<c>go help environment</c>).</summary>
    private static Uri? Database(string database) => database.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["off"] => null,
        [var name] => new Uri($"https://{name.Split('+')[0]}"),
        [_, var address, ..] => new Uri(address),
        _ => null,
    };
}
