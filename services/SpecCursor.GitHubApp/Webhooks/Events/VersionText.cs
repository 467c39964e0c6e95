using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.GitHubApp.Webhooks.Events;

/// <summary>Versions as people write them.</summary>
internal static class VersionText
{
    /// <summary>Drops the <c>v</c> that people put before a version; in Go it belongs to the version, and an image tag is what it is.</summary>
    public static string Normalize(string ecosystem, string version) =>
        ecosystem is not (Ecosystems.Go or Ecosystems.Dockerfile) && version.Length > 1 && version[0] is 'v' or 'V' && char.IsAsciiDigit(version[1])
            ? version[1..]
            : version;
}
