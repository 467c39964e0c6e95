using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.GitHubApp.Webhooks.Events;

namespace SpecCursor.GitHubApp.Webhooks.Watching;

/// <summary>
/// Versions in tags, as they are in use: <c>1.2.3</c>, <c>v1.2.3</c>, and in repositories with several packages <c>package@1.2.3</c>,
/// <c>package-v1.2.3</c>, <c>package/v1.2.3</c> and their kin. A scope may be left out.
/// </summary>
internal static partial class ReleaseTag
{
    /// <summary>The stable version of the package that the tag names; null where it names none.</summary>
    public static string? VersionOf(string tag, string ecosystem, string package)
    {
        if (tag.Length > 300)
        {
            return null;
        }

        var bare = package[(package.LastIndexOf('/') + 1)..];
        var text = WithoutName(tag, package) ?? WithoutName(tag, bare) ?? tag;
        var version = VersionText.Normalize(ecosystem, text);
        return StablePattern().IsMatch(version) && TargetVersion.TryValidate(ecosystem, version, out _) ? version : null;
    }

    private static string? WithoutName(string tag, string name) =>
        tag.Length > name.Length + 1 && tag.StartsWith(name, StringComparison.OrdinalIgnoreCase) && tag[name.Length] is '@' or '-' or '/' or '_'
            ? tag[(name.Length + 1)..]
            : null;

    [GeneratedRegex(@"\Av?[0-9]+(?:\.[0-9]+){0,3}(?:\+[0-9A-Za-z.-]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex StablePattern();
}
