using System.ComponentModel.DataAnnotations;

namespace SpecCursor.Worker.Proxies;

/// <summary>
/// The proxy that the machine itself needs to get outside, by the variables that most programs know. Their names are those of the configuration, too,
/// which does not tell small letters from capitals.
/// </summary>
internal sealed class ProxyOptions : IValidatableObject
{
    /// <summary>For https: <c>HTTPS_PROXY</c>.</summary>
    public string? Https { get; set; }

    /// <summary>For plain http: <c>HTTP_PROXY</c>.</summary>
    public string? Http { get; set; }

    /// <summary>For what has none of its own: <c>ALL_PROXY</c>.</summary>
    public string? All { get; set; }

    /// <summary>What is reached without: <c>NO_PROXY</c>.</summary>
    public string? No { get; set; }

    /// <summary>Takes the variables from the configuration.</summary>
    public void Read(IConfiguration configuration)
    {
        Https = configuration["HTTPS_PROXY"];
        Http = configuration["HTTP_PROXY"];
        All = configuration["ALL_PROXY"];
        No = configuration["NO_PROXY"];
    }

    /// <summary>Names what is wrong, without the value, which may hold a password.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Member, string Name, string? Value)[] servers = [(nameof(Https), "HTTPS_PROXY", Https), (nameof(Http), "HTTP_PROXY", Http), (nameof(All), "ALL_PROXY", All)];
        return servers
            .Where(server => !string.IsNullOrWhiteSpace(server.Value) && ProxyServer.Parse(server.Value) is null)
            .Select(server => new ValidationResult(
                $"{server.Name} is not the address of an http proxy, http://[user:password@]host[:port], where what is special in the password is percent-encoded. Proxies that are spoken to by TLS or SOCKS are not supported.",
                [server.Member]));
    }
}
