using System.Globalization;

namespace SpecCursor.Versioning.Npm;

/// <summary>
/// A version of which the tail may be missing or a wildcard, as ranges write it: <c>1.2</c>, <c>v1.x</c>, <c>1.2.3-beta</c>, <c>*</c>.
/// The components stay text, since a leading zero changes what a caret means.
/// </summary>
internal sealed record PartialVersion
{
    /// <summary>The whole text with its prefix.</summary>
    public required string Text { get; init; }

    public required string Major { get; init; }

    public string? Minor { get; init; }

    public string? Patch { get; init; }

    public string? Prerelease { get; init; }

    public bool IsAny => IsWild(Major);

    public bool IsMajorOnly => IsWild(Minor);

    public bool IsMinorOnly => IsWild(Patch);

    /// <summary>Whether a number follows a wildcard, as in <c>1.x.3</c>.</summary>
    public bool IsOutOfOrder => (IsAny && !IsMajorOnly) || (IsMajorOnly && !IsMinorOnly);

    /// <summary>Reads one at the cursor; null, with the position undefined, where none starts.</summary>
    public static PartialVersion? Read(ref NpmCursor cursor, NpmSyntax syntax)
    {
        var start = cursor.Position;
        cursor.SkipPrefix();
        if (!cursor.Component(syntax, out var major))
            return null;
        string? minor = null, patch = null, prerelease = null;
        if (Follows(ref cursor, syntax, isPatch: false, ref minor) && Follows(ref cursor, syntax, isPatch: true, ref patch))
        {
            if (cursor.Prerelease(syntax, out var identifiers))
                prerelease = identifiers.ToString();
            cursor.Build(out _);
        }

        var text = cursor.Since(start).ToString();
        return new PartialVersion { Text = text, Major = major.ToString(), Minor = minor, Patch = patch, Prerelease = prerelease };
    }

    /// <summary>Reads the whole text as one; null when it is none.</summary>
    public static PartialVersion? Parse(ReadOnlySpan<char> text, NpmSyntax syntax)
    {
        var cursor = new NpmCursor(text);
        var read = Read(ref cursor, syntax);
        return cursor.AtEnd ? read : null;
    }

    /// <summary>
    /// The number after this one, in JavaScript's arithmetic: from 10²¹ on it prints as <c>1e+21</c>, which is no version any more, and
    /// below that as digits that are over the limit.
    /// </summary>
    public static string Successor(string digits)
    {
        var number = double.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return number < NpmVersion.MaximumComponent ? ((long)number + 1).ToString(CultureInfo.InvariantCulture)
            : number < 1e21 ? "9007199254740992"
            : "1e+21";
    }

    private static bool Follows(ref NpmCursor cursor, NpmSyntax syntax, bool isPatch, ref string? component)
    {
        var before = cursor;
        if (!cursor.Skip('.') || !Read(ref cursor, syntax, isPatch, out var read))
        {
            cursor = before;
            return false;
        }

        component = read.ToString();
        return true;
    }

    private static bool Read(ref NpmCursor cursor, NpmSyntax syntax, bool isPatch, out ReadOnlySpan<char> component) =>
        isPatch && !cursor.AtWildcard ? cursor.Patch(syntax, out component) : cursor.Component(syntax, out component);

    private static bool IsWild(string? component) => component is null or "x" or "X" or "*";
}
