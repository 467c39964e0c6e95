using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Registry;

/// <summary>Where a registry says to get a token (<c>WWW-Authenticate: Bearer realm="…",service="…"</c>).</summary>
/// <param name="Realm">The server that gives tokens.</param>
/// <param name="Service">What the registry calls itself there; null where it says nothing.</param>
internal sealed partial record BearerChallenge(Uri Realm, string? Service)
{
    /// <summary>Null where a registry wants something else than a token.</summary>
    public static BearerChallenge? Of(HttpResponseHeaders headers)
    {
        var bearer = headers.WwwAuthenticate.FirstOrDefault(challenge => challenge.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase));
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Parameter().Matches(bearer?.Parameter ?? string.Empty))
        {
            parameters[match.Groups["name"].Value] = match.Groups["value"].Value;
        }

        return Uri.TryCreate(parameters.GetValueOrDefault("realm"), UriKind.Absolute, out var realm) && realm.UserInfo.Length == 0
            ? new BearerChallenge(realm, parameters.GetValueOrDefault("service"))
            : null;
    }

    /// <summary>The question for a token that lets one repository be read, asked by nobody in particular.</summary>
    /// <param name="repository">The repository's path in the registry.</param>
    public Uri Question(string repository)
    {
        var query = $"scope={Uri.EscapeDataString($"repository:{repository}:pull")}";
        query = Service is null ? query : $"service={Uri.EscapeDataString(Service)}&{query}";
        return new UriBuilder(Realm) { Query = Realm.Query.Length > 1 ? $"{Realm.Query[1..]}&{query}" : query, Fragment = string.Empty }.Uri;
    }

    [GeneratedRegex("""(?<name>[A-Za-z_]+)\s*=\s*"(?<value>[^"]*)"(?:\s*,|\s*\z)""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
