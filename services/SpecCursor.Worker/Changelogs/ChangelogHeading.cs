using System.Text.RegularExpressions;
using SpecCursor.Versioning;

namespace SpecCursor.Worker.Changelogs;

/// <summary>A heading of a changelog, in one of the forms that are in use: Markdown's two, a line of bold text, or a line that begins with a version.</summary>
/// <param name="Level">How deep it stands, 1 to 6; those that Markdown doesn't know are as deep as can be while they contain sections.</param>
/// <param name="Version">The version that it names; null for none.</param>
/// <param name="Lines">How many lines it takes.</param>
internal sealed partial record ChangelogHeading(int Level, IPackageVersion? Version, int Lines)
{
    private const int PlainLevel = 2;
    private const int MaximumLine = 300;

    /// <summary>Reads the heading that begins at a line; null when none does.</summary>
    public static ChangelogHeading? Read(IReadOnlyList<string> lines, int index, IVersionScheme scheme)
    {
        var line = lines[index];
        if (line.Length is 0 or > MaximumLine)
        {
            return null;
        }

        if (NumberSigns().Match(line) is { Success: true } signs)
        {
            return new ChangelogHeading(signs.Groups[1].Length, Find(signs.Groups[2].Value, scheme), 1);
        }

        if (index + 1 < lines.Count && Underline().Match(lines[index + 1]) is { Success: true } underline && char.IsLetterOrDigit(line.TrimStart('[').FirstOrDefault()))
        {
            return new ChangelogHeading(underline.Value[0] == '=' ? 1 : PlainLevel, Find(line, scheme), 2);
        }

        var text = Bold().Match(line) is { Success: true } bold ? bold.Groups[1].Value : PlainVersion().IsMatch(line) ? line : null;
        return text is not null && Find(text, scheme) is { } version ? new ChangelogHeading(PlainLevel, version, 1) : null;
    }

    /// <summary>The first word that is a version. A date is none: it has no dots, or stands behind the version.</summary>
    private static IPackageVersion? Find(string text, IVersionScheme scheme) => VersionLike().Matches(text)
        .Select(match => scheme.ParseVersion(match.Groups[1].Value) ?? scheme.ParseVersion("v" + match.Groups[1].Value))
        .FirstOrDefault(version => version is not null);

    [GeneratedRegex(@"^ {0,3}(#{1,6})[ \t]+(.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberSigns();

    [GeneratedRegex(@"^ {0,3}(?:={3,}|-{3,}) *$", RegexOptions.CultureInvariant)]
    private static partial Regex Underline();

    [GeneratedRegex(@"^ {0,3}\*\*([^*]+)\*\*:? *$", RegexOptions.CultureInvariant)]
    private static partial Regex Bold();

    [GeneratedRegex(@"^\[?[vV]?[0-9]+\.[0-9]+[^ ]*(?: *$| *[-/(\u2013])", RegexOptions.CultureInvariant)]
    private static partial Regex PlainVersion();

    [GeneratedRegex(@"(?<![0-9A-Za-z.])[vV]?([0-9]+(?:\.[0-9]+){1,3}[0-9A-Za-z]*(?:[-+.][0-9A-Za-z]+)*)", RegexOptions.CultureInvariant)]
    private static partial Regex VersionLike();
}
