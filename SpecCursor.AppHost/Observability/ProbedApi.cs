using System.Net;
using SpecCursor.AppHost.Startup;
using SpecCursor.Backing.Monitoring;

namespace SpecCursor.AppHost.Observability;

/// <summary>An address elsewhere that SpecCursor depends on. What is not used is not probed: nobody is to be woken up for it.</summary>
/// <param name="Api">Its name in the catalogue's label <c>api</c>.</param>
/// <param name="Service">The service that calls it.</param>
/// <param name="Address">The address that is asked.</param>
internal sealed record ProbedApi(string Api, string Service, Uri Address)
{
    /// <summary>The registries beside npm that may be probed: their names, where they are unless the worker is told otherwise, and what it is told by.</summary>
    private static readonly (string Api, string Address, string? Key)[] Registries =
    [
        ("nuget", "https://api.nuget.org/v3/index.json", null),
        ("pypi", "https://pypi.org/simple/", "SpecCursor:Worker:Python:Index"),
        ("crates", "https://index.crates.io/config.json", "SpecCursor:Worker:Rust:Registry"),
        ("goproxy", "https://proxy.golang.org/", "SpecCursor:Worker:Go:Proxy"),
        ("oci", "https://registry-1.docker.io/v2/", "SpecCursor:Worker:Dockerfile:DockerHub"),
    ];

    /// <summary>The names of the registries that a setting may ask for.</summary>
    public static IReadOnlyList<string> KnownRegistries { get; } = [.. Registries.Select(registry => registry.Api)];

    /// <summary>Those of this application.</summary>
    public static IEnumerable<ProbedApi> In(SpecCursorBuilder builder)
    {
        var configuration = builder.Application.Configuration;
        yield return new ProbedApi("npm", "worker", builder.Npm.Registry);
        foreach (var (api, address, key) in Registries.Where(registry => builder.Settings.ProbedRegistries.Contains(registry.Api)))
        {
            yield return new ProbedApi(api, "worker", Choose(key is null ? null : configuration[key], address));
        }

        if (string.Equals(configuration["SpecCursor:Forge:Kind"], "github", StringComparison.OrdinalIgnoreCase))
        {
            yield return new ProbedApi("github", "github-app", Choose(configuration["SpecCursor:Forge:GitHub:BaseAddress"], "https://api.github.com/"));
        }

        if (configuration["ANTHROPIC_API_KEY"] is { Length: > 0 })
        {
            yield return new ProbedApi("anthropic", "ai-service", Choose(configuration["ANTHROPIC_BASE_URL"], "https://api.anthropic.com/"));
        }
    }

    /// <summary>
    /// Those that are reached without a proxy: the exporter knows none, and would call unreachable what services reach through theirs.
    /// Of these their own calls tell.
    /// </summary>
    /// <param name="apis">What is called.</param>
    /// <param name="proxy">How this machine reaches it.</param>
    public static IEnumerable<ProbedApi> ReachedDirectly(IEnumerable<ProbedApi> apis, IWebProxy proxy) =>
        apis.Where(api => proxy.IsBypassed(api.Address) || proxy.GetProxy(api.Address) is null);

    /// <summary>What Prometheus has the blackbox exporter probe.</summary>
    /// <param name="exporter">The exporter's host and port, as Prometheus sees them.</param>
    public TargetGroup Target(string exporter) => new("blackbox.json", Address.ToString(), new Dictionary<string, string>
    {
        ["service"] = Service,
        ["api"] = Api,
        ["__exporter"] = exporter,
    });

    private static Uri Choose(string? configured, string otherwise) =>
        Uri.TryCreate(configured, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : new Uri(otherwise);
}
