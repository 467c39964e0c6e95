using System.Net;
using System.Text;

namespace SpecCursor.Worker.Proxies;

/// <summary>A proxy, and who we are there. No record, whose text would have the password in it.</summary>
internal sealed class ProxyServer
{
    private readonly Uri _address;

    private ProxyServer(Uri address)
    {
        _address = address;
        Address = new UriBuilder(address) { UserName = string.Empty, Password = string.Empty }.Uri;
        if (address.UserInfo.Length > 0)
        {
            var parts = address.UserInfo.Split(':', 2);
            Credential = new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : string.Empty);
        }
    }

    /// <summary>Where it is, without credentials.</summary>
    public Uri Address { get; }

    /// <summary>The user and the password; null for none.</summary>
    public NetworkCredential? Credential { get; }

    /// <summary>The field <c>Proxy-Authorization</c> (RFC 7617); null for none.</summary>
    public string? Authorization => Credential is { } credential
        ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Password}"))}"
        : null;

    /// <summary>The address for programs of our own that read it from a variable: with credentials, and with a port, whose default programs disagree on.</summary>
    public string AddressWithCredentials =>
        $"http://{(_address.UserInfo.Length > 0 ? _address.UserInfo + "@" : string.Empty)}{_address.Host}:{_address.Port}";

    /// <summary>Reads <c>http://[user:password@]host[:port]</c>, or that without <c>http://</c>; null when it is neither.</summary>
    public static ProxyServer? Parse(string text)
    {
        var trimmed = text.Trim();
        return Uri.TryCreate(trimmed.Contains("://", StringComparison.Ordinal) ? trimmed : $"http://{trimmed}", UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttp && address.Host.Length > 0 && address.PathAndQuery == "/" && address.Fragment.Length == 0
            ? new ProxyServer(address)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Address.Authority;
}
