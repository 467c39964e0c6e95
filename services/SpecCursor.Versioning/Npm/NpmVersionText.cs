using System.Collections.Immutable;
using System.Globalization;
using SpecCursor.Versioning.SemVer;

namespace SpecCursor.Versioning.Npm;

/// <summary>A text that has the shape of a full version, before its numbers are looked at.</summary>
internal readonly ref struct NpmVersionText
{
    public required ReadOnlySpan<char> Major { get; init; }

    public required ReadOnlySpan<char> Minor { get; init; }

    public required ReadOnlySpan<char> Patch { get; init; }

    public required ReadOnlySpan<char> Prerelease { get; init; }

    public required ReadOnlySpan<char> Build { get; init; }

    /// <summary>Whether the whole text is a version: <c>v1.2.3-beta.1+5</c>.</summary>
    public static bool TryMatch(ReadOnlySpan<char> text, NpmSyntax syntax, out NpmVersionText parts)
    {
        parts = default;
        var cursor = new NpmCursor(text);
        if (syntax == NpmSyntax.Loose)
            cursor.SkipPrefix();
        else
            cursor.Skip('v');
        if (!cursor.Number(syntax, out var major) || !cursor.Skip('.')
            || !cursor.Number(syntax, out var minor) || !cursor.Skip('.')
            || !cursor.Patch(syntax, out var patch))
        {
            return false;
        }

        cursor.Prerelease(syntax, out var prerelease);
        cursor.Build(out var build);
        parts = new NpmVersionText { Major = major, Minor = minor, Patch = patch, Prerelease = prerelease, Build = build };
        return cursor.AtEnd;
    }

    /// <summary>The version; null when a number exceeds <see cref="NpmVersion.MaximumComponent"/>.</summary>
    public NpmVersion? ToVersion() =>
        Component(Major) is { } major && Component(Minor) is { } minor && Component(Patch) is { } patch
            ? new NpmVersion(major, minor, patch, Identifiers(Prerelease), [.. Split(Build)])
            : null;

    private static long? Component(ReadOnlySpan<char> digits)
    {
        var significant = digits.TrimStart('0');
        if (significant.Length > 16)
            return null;
        var value = significant.IsEmpty ? 0 : long.Parse(significant, NumberStyles.None, CultureInfo.InvariantCulture);
        return value <= NpmVersion.MaximumComponent ? value : null;
    }

    private static ImmutableArray<PrereleaseIdentifier> Identifiers(ReadOnlySpan<char> text) =>
        text.IsEmpty ? [] : [.. Split(text).Select(identifier => new PrereleaseIdentifier(Canonical(identifier)))];

    /// <summary>A number without leading zeros, unless it exceeds what JavaScript counts exactly.</summary>
    private static string Canonical(string identifier)
    {
        if (identifier.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return identifier;
        return Component(identifier) switch
        {
            null or NpmVersion.MaximumComponent => identifier,
            { } number => number.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string[] Split(ReadOnlySpan<char> text) => text.IsEmpty ? [] : text.ToString().Split('.');
}
