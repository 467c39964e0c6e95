using System.Collections.Immutable;
using System.Globalization;
using SpecCursor.Versioning.SemVer;

namespace SpecCursor.Versioning.Npm;

/// <summary>A version of an npm package, as the <c>semver</c> npm package understands it.</summary>
public sealed class NpmVersion : SemVerVersion<NpmVersion>
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MaximumLength = 256;

    /// <summary>The largest major, minor or patch: what JavaScript counts exactly, 2⁵³ − 1.</summary>
    public const long MaximumComponent = 9_007_199_254_740_991;

    internal NpmVersion(long major, long minor, long patch, ImmutableArray<PrereleaseIdentifier> prerelease, ImmutableArray<string> build)
        : base(major, minor, patch, prerelease, build)
    {
    }

    /// <summary>Reads a version; null when the text is none.</summary>
    public static NpmVersion? Parse(string text, NpmSyntax syntax = NpmSyntax.Loose)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaximumLength)
            return null;
        var trimmed = NpmText.Trim(text.AsSpan());
        return NpmVersionText.TryMatch(trimmed, syntax, out var parts) ? parts.ToVersion() : null;
    }

    /// <summary>In double precision, as JavaScript does.</summary>
    private protected override int CompareNumbers(string left, string right) => Number(left).CompareTo(Number(right));

    private static double Number(string digits) => double.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
