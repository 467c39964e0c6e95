using System.Net;
using Microsoft.Extensions.Options;

namespace SpecCursor.Worker.Proxies;

/// <summary>Which proxy leads to a server: one answer for the commands of the sandbox, the worker's own clients and git.</summary>
internal sealed class MachineProxy : IWebProxy
{
    private readonly ProxyBypass _bypass;

    public MachineProxy(IOptions<ProxyOptions> options)
    {
        Https = Server(options.Value.Https) ?? Server(options.Value.All);
        Http = Server(options.Value.Http) ?? Server(options.Value.All);
        Exceptions = options.Value.No;
        _bypass = new ProxyBypass(Exceptions);
        var credentials = new CredentialCache();
        foreach (var server in new[] { Https, Http }.OfType<ProxyServer>().DistinctBy(server => server.Address).Where(server => server.Credential is not null))
        {
            credentials.Add(server.Address, "Basic", server.Credential!);
        }

        Credentials = credentials;
    }

    /// <summary>The one for https; null for none.</summary>
    public ProxyServer? Https { get; }

    /// <summary>The one for plain http; null for none.</summary>
    public ProxyServer? Http { get; }

    /// <summary><c>NO_PROXY</c>, as it was given.</summary>
    public string? Exceptions { get; }

    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; }

    /// <summary>The proxy before a server; null when it is reached without.</summary>
    /// <param name="scheme"><c>https</c> or <c>http</c>.</param>
    /// <param name="host">Its name or address, in lower case, an IPv6 address without brackets.</param>
    /// <param name="port">Its port.</param>
    public ProxyServer? Find(string scheme, string host, int port) =>
        (scheme == Uri.UriSchemeHttps ? Https : Http) is { } server && !_bypass.Includes(host, port) ? server : null;

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => Find(destination)?.Address;

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => Find(host) is null;

    private ProxyServer? Find(Uri address) => Find(address.Scheme, address.IdnHost.Trim('[', ']').ToLowerInvariant(), address.Port);

    private static ProxyServer? Server(string? variable) => string.IsNullOrWhiteSpace(variable) ? null : ProxyServer.Parse(variable);
}
