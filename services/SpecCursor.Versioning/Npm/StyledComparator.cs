using System.Globalization;

namespace SpecCursor.Versioning.Npm;

/// <summary>One word of a written range, with everything in it that is a matter of taste.</summary>
internal sealed record StyledComparator
{
    /// <summary><c>^</c>, <c>~</c>, <c>~&gt;</c>, <c>&gt;=</c>, <c>=</c>, … or empty.</summary>
    public required string Sign { get; init; }

    /// <summary><c>v</c>, where someone writes that.</summary>
    private string Prefix { get; init; } = string.Empty;

    public required PartialVersion Version { get; init; }

    public static StyledComparator? Parse(string word)
    {
        var sign = word.StartsWith("~>", StringComparison.Ordinal) ? "~>" : word.StartsWith('^') || word.StartsWith('~') ? word[..1] : Operator(word);
        var rest = word[sign.Length..];
        var prefix = rest.StartsWith('v') ? "v" : string.Empty;
        return PartialVersion.Parse(rest.AsSpan(prefix.Length), NpmSyntax.Loose) is { } version && char.IsAsciiLetterOrDigit(version.Text[0])
            ? new StyledComparator { Sign = sign, Prefix = prefix, Version = version }
            : null;
    }

    /// <summary>The word for another version; null where that makes no sense.</summary>
    public string? For(NpmVersion version) => Sign switch
    {
        "<" => After(version),
        ">" => null,
        "<=" when Version.IsMinorOnly => Sign + Prefix + Components(version),
        "<=" => Sign + Prefix + version.Text,
        _ when Version.IsAny => null,
        _ => Sign + Prefix + Components(version),
    };

    /// <summary>
    /// The upper bound after another version, at the same component as this one: <c>&lt;2</c>, <c>&lt;2.0.0</c>, <c>&lt;1.3.0</c>,
    /// <c>&lt;2.0.0-0</c>.
    /// </summary>
    public string? After(NpmVersion version)
    {
        if (Version.IsAny || (Version.Prerelease is not null and not "0"))
            return null;
        var isMajor = IsZeroOrMissing(Version.Minor) && IsZeroOrMissing(Version.Patch);
        if (!isMajor && !IsZeroOrMissing(Version.Patch))
            return null;
        var next = isMajor
            ? new NpmVersion(version.Major + 1, 0, 0, [], [])
            : new NpmVersion(version.Major, version.Minor + 1, 0, [], []);
        return Sign + Prefix + Components(next) + (Version.Prerelease is null ? string.Empty : "-0");
    }

    /// <summary>As many components as were written, wildcards where wildcards were.</summary>
    private string Components(NpmVersion version)
    {
        if (Version.Minor is null)
            return Number(version.Major);
        var minor = Version.IsMajorOnly ? Version.Minor : Number(version.Minor);
        if (Version.Patch is null)
            return $"{Number(version.Major)}.{minor}";
        return Version.IsMinorOnly ? $"{Number(version.Major)}.{minor}.{Version.Patch}" : version.Text;
    }

    private static string Operator(string word)
    {
        var cursor = new NpmCursor(word);
        return cursor.Operator().ToString();
    }

    private static bool IsZeroOrMissing(string? component) => component is null or "x" or "X" or "*" or "0";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
