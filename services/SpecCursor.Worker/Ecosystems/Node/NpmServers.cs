using SpecCursor.Worker.Sandbox.Egress;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>The servers that an install needs: the machine's registry, those that the project's <c>.npmrc</c> names, and those that its lockfile has packages of.</summary>
internal static class NpmServers
{
    private const int MaximumOfLockfile = 50;

    private static readonly string[] PublicRegistries = ["registry.npmjs.org", "registry.yarnpkg.com"];

    /// <param name="registry">The machine's registry.</param>
    /// <param name="npmrc">The project's settings.</param>
    /// <param name="lockfile">What <see cref="OfLockfile"/> found.</param>
    public static IEnumerable<EgressHost> Of(Uri registry, ProjectNpmrc npmrc, IEnumerable<EgressHost> lockfile) =>
        npmrc.Registries.Select(named => EgressHost.Of(named, isTrusted: false)).Prepend(EgressHost.Of(registry, isTrusted: true)).Concat(lockfile);

    /// <summary>The servers that a lockfile says packages come from, at most fifty.</summary>
    /// <param name="addresses">The addresses in it.</param>
    public static IReadOnlyList<EgressHost> OfLockfile(IEnumerable<string> addresses)
    {
        var names = addresses.Select(NameOf).OfType<string>().Distinct(StringComparer.Ordinal).Take(MaximumOfLockfile).ToList();

        // Of GitHub's repositories archives are got rather than the repositories, whatever the lockfile says.
        return [.. (names.Contains("github.com") ? names.Append("codeload.github.com") : names).Select(name => new EgressHost(name, 443, IsTrusted: false))];
    }

    /// <summary>
    /// Whether nothing but packages can be had from any of these servers. Of repositories and archives that other servers have, npm and yarn build packages, with their scripts, even where
    /// scripts are not to be run.
    /// </summary>
    public static bool AreRegistries(IEnumerable<EgressHost> servers, Uri registry)
    {
        var own = EgressHost.Of(registry, isTrusted: true);
        return servers.All(server => (server.Name, server.Port) == (own.Name, own.Port) || (server.Port == 443 && PublicRegistries.Contains(server.Name)));
    }

    /// <summary>Only what is reached at the usual port: of https, or of git, which is asked over https.</summary>
    private static string? NameOf(string address) =>
        Uri.TryCreate(address.StartsWith("git+", StringComparison.Ordinal) ? address[4..] : address, UriKind.Absolute, out var uri)
            && uri.Scheme is "https" or "ssh" && uri.IsDefaultPort && uri.HostNameType == UriHostNameType.Dns
            ? uri.IdnHost.ToLowerInvariant()
            : null;
}
