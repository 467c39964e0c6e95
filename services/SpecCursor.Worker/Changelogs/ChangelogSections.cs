using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning;

namespace SpecCursor.Worker.Changelogs;

/// <summary>Cuts out of a changelog what it says of some releases.</summary>
internal static class ChangelogSections
{
    private const int MaximumReleases = 30;
    private const int MaximumCharacters = 16 * 1024;

    /// <summary>The sections of the releases after one version up to another.</summary>
    /// <param name="text">The changelog: Markdown, or plain text that looks alike.</param>
    /// <param name="scheme">How the ecosystem orders versions.</param>
    /// <param name="from">The version whose section isn't wanted any more.</param>
    /// <param name="to">The last whose section is.</param>
    /// <returns>In the changelog's order; and whether there was more than is kept.</returns>
    public static (IReadOnlyList<ReleaseNote> Releases, bool IsTruncated) Between(string text, IVersionScheme scheme, IPackageVersion from, IPackageVersion to)
    {
        var releases = new List<ReleaseNote>();
        var room = MaximumCharacters;
        foreach (var (version, body) in Sections(text, scheme).Where(section => IsWanted(section.Version, scheme, from, to)))
        {
            if (releases.Count == MaximumReleases || room == 0)
            {
                return (releases, true);
            }

            var kept = body.Length <= room ? body : body[..(char.IsHighSurrogate(body[room - 1]) ? room - 1 : room)];
            releases.Add(new ReleaseNote(version.Text, kept));
            if (kept.Length < body.Length)
            {
                return (releases, true);
            }

            room -= kept.Length;
        }

        return (releases, false);
    }

    private static bool IsWanted(IPackageVersion version, IVersionScheme scheme, IPackageVersion from, IPackageVersion to) =>
        scheme.Compare(version, from) > 0 && scheme.Compare(version, to) <= 0;

    /// <summary>A section goes from a heading that names a version to the next that does, or that stands as high and names none.</summary>
    private static IEnumerable<(IPackageVersion Version, string Body)> Sections(string text, IVersionScheme scheme)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        ChangelogHeading? current = null;
        var start = 0;
        var isCode = false;
        for (var index = 0; index < lines.Length; index++)
        {
            isCode ^= lines[index].TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (isCode || ChangelogHeading.Read(lines, index, scheme) is not { } heading || (heading.Version is null && heading.Level > current?.Level))
            {
                continue;
            }

            if (current?.Version is { } version)
            {
                yield return (version, Body(lines, start, index));
            }

            current = heading;
            index += heading.Lines - 1;
            start = index + 1;
        }

        if (current?.Version is { } last)
        {
            yield return (last, Body(lines, start, lines.Length));
        }
    }

    private static string Body(string[] lines, int start, int end) => string.Join('\n', lines[start..end]).Trim();
}
