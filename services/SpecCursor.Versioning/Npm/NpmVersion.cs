using System.Collections.Immutable;
using System.Globalization;

namespace SpecCursor.Versioning.Npm;

/// <summary>A version of an npm package, as the <c>semver</c> npm package understands it.</summary>
public sealed class NpmVersion : IPackageVersion, IComparable<NpmVersion>
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MaximumLength = 256;

    /// <summary>The largest major, minor or patch: what JavaScript counts exactly, 2⁵³ − 1.</summary>
    public const long MaximumComponent = 9_007_199_254_740_991;

    private readonly ImmutableArray<string> _build;

    internal NpmVersion(long major, long minor, long patch, ImmutableArray<PrereleaseIdentifier> prerelease, ImmutableArray<string> build)
    {
        Release = [major, minor, patch];
        Prerelease = prerelease;
        _build = build;
        var numbers = string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}.{patch}");
        Text = prerelease.IsEmpty ? numbers : $"{numbers}-{string.Join('.', prerelease)}";
    }

    /// <inheritdoc/>
    public string Text { get; }

    /// <summary>Major, minor, patch.</summary>
    public ImmutableArray<long> Release { get; }

    /// <summary>The first number: 0 to <see cref="MaximumComponent"/>.</summary>
    public long Major => Release[0];

    /// <summary>The second number.</summary>
    public long Minor => Release[1];

    /// <summary>The third number.</summary>
    public long Patch => Release[2];

    /// <summary>The prerelease identifiers; empty for a release.</summary>
    public ImmutableArray<PrereleaseIdentifier> Prerelease { get; }

    /// <summary>The build identifiers, which no comparison looks at.</summary>
    public IReadOnlyList<string> Build => _build;

    /// <inheritdoc/>
    public bool IsPrerelease => !Prerelease.IsEmpty;

    /// <summary>Reads a version; null when the text is none.</summary>
    public static NpmVersion? Parse(string text, NpmSyntax syntax = NpmSyntax.Loose)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaximumLength)
            return null;
        var trimmed = NpmText.Trim(text.AsSpan());
        return NpmVersionText.TryMatch(trimmed, syntax, out var parts) ? parts.ToVersion() : null;
    }

    /// <summary>Whether the numbers are the same, prereleases left aside.</summary>
    public bool HasSameRelease(NpmVersion other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Major == other.Major && Minor == other.Minor && Patch == other.Patch;
    }

    /// <summary>Compares by precedence (semver 2.0.0, item 11); build metadata doesn't count.</summary>
    public int CompareTo(NpmVersion? other)
    {
        if (other is null)
            return 1;
        for (var i = 0; i < Release.Length; i++)
        {
            if (Release[i] != other.Release[i])
                return Release[i].CompareTo(other.Release[i]);
        }

        return ComparePrerelease(other);
    }

    private int ComparePrerelease(NpmVersion other)
    {
        if (IsPrerelease != other.IsPrerelease)
            return IsPrerelease ? -1 : 1;
        for (var i = 0; i < Prerelease.Length && i < other.Prerelease.Length; i++)
        {
            if (!string.Equals(Prerelease[i].Text, other.Prerelease[i].Text, StringComparison.Ordinal))
                return Prerelease[i].CompareTo(other.Prerelease[i]);
        }

        return Prerelease.Length.CompareTo(other.Prerelease.Length);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NpmVersion other && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Major, Minor, Patch, Prerelease.Length);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Whether both rank the same.</summary>
    public static bool operator ==(NpmVersion? left, NpmVersion? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they rank differently.</summary>
    public static bool operator !=(NpmVersion? left, NpmVersion? right) => !(left == right);

    /// <summary>Whether the left one is older.</summary>
    public static bool operator <(NpmVersion left, NpmVersion right) => Order(left, right) < 0;

    /// <summary>Whether the left one is older or ranks the same.</summary>
    public static bool operator <=(NpmVersion left, NpmVersion right) => Order(left, right) <= 0;

    /// <summary>Whether the left one is newer.</summary>
    public static bool operator >(NpmVersion left, NpmVersion right) => Order(left, right) > 0;

    /// <summary>Whether the left one is newer or ranks the same.</summary>
    public static bool operator >=(NpmVersion left, NpmVersion right) => Order(left, right) >= 0;

    private static int Order(NpmVersion left, NpmVersion right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.CompareTo(right);
    }
}
