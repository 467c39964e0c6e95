using System.Collections.Immutable;
using System.Globalization;

namespace SpecCursor.Versioning.SemVer;

/// <summary>
/// A version by Semantic Versioning 2.0.0 (semver.org): three numbers, a prerelease, and build metadata that no comparison looks at.
/// </summary>
/// <typeparam name="TSelf">The version of one ecosystem, which compares with its own kind only.</typeparam>
public abstract class SemVerVersion<TSelf> : IPackageVersion, IComparable<TSelf>
    where TSelf : SemVerVersion<TSelf>
{
    private readonly ImmutableArray<string> _build;

    private protected SemVerVersion(
        long major, long minor, long patch, ImmutableArray<PrereleaseIdentifier> prerelease, ImmutableArray<string> build)
    {
        Release = [major, minor, patch];
        Prerelease = prerelease;
        _build = build;
        var numbers = string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}.{patch}");
        Text = prerelease.IsEmpty ? numbers : $"{numbers}-{string.Join('.', prerelease)}";
    }

    /// <inheritdoc/>
    public virtual string Text { get; }

    /// <summary>Major, minor, patch.</summary>
    public ImmutableArray<long> Release { get; }

    /// <summary>The first number.</summary>
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

    /// <summary>Whether the numbers are the same, prereleases left aside.</summary>
    public bool HasSameRelease(TSelf other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Release.SequenceEqual(other.Release);
    }

    /// <summary>Compares by precedence (semver 2.0.0, item 11); build metadata doesn't count.</summary>
    public int CompareTo(TSelf? other)
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

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TSelf other && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Major, Minor, Patch, Prerelease.Length);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Whether both rank the same.</summary>
    public static bool operator ==(SemVerVersion<TSelf>? left, SemVerVersion<TSelf>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they rank differently.</summary>
    public static bool operator !=(SemVerVersion<TSelf>? left, SemVerVersion<TSelf>? right) => !(left == right);

    /// <summary>Whether the left one is older.</summary>
    public static bool operator <(SemVerVersion<TSelf> left, SemVerVersion<TSelf> right) => Order(left, right) < 0;

    /// <summary>Whether the left one is older or ranks the same.</summary>
    public static bool operator <=(SemVerVersion<TSelf> left, SemVerVersion<TSelf> right) => Order(left, right) <= 0;

    /// <summary>Whether the left one is newer.</summary>
    public static bool operator >(SemVerVersion<TSelf> left, SemVerVersion<TSelf> right) => Order(left, right) > 0;

    /// <summary>Whether the left one is newer or ranks the same.</summary>
    public static bool operator >=(SemVerVersion<TSelf> left, SemVerVersion<TSelf> right) => Order(left, right) >= 0;

    internal static TSelf Own(IPackageVersion version) => version as TSelf
        ?? throw new ArgumentException($"'{version?.Text}' is a version of another ecosystem.", nameof(version));

    /// <summary>Compares numeric identifiers that are not the same text, neither with leading zeros.</summary>
    private protected virtual int CompareNumbers(string left, string right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);

    private int ComparePrerelease(TSelf other)
    {
        if (IsPrerelease != other.IsPrerelease)
            return IsPrerelease ? -1 : 1;
        for (var i = 0; i < Prerelease.Length && i < other.Prerelease.Length; i++)
        {
            if (Prerelease[i] != other.Prerelease[i])
                return Compare(Prerelease[i], other.Prerelease[i]);
        }

        return Prerelease.Length.CompareTo(other.Prerelease.Length);
    }

    private int Compare(PrereleaseIdentifier left, PrereleaseIdentifier right)
    {
        if (left.IsNumeric && right.IsNumeric)
            return CompareNumbers(left.Text, right.Text);
        if (left.IsNumeric != right.IsNumeric)
            return left.IsNumeric ? -1 : 1;
        return string.CompareOrdinal(left.Text, right.Text);
    }

    private static int Order(SemVerVersion<TSelf> left, SemVerVersion<TSelf> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.CompareTo((TSelf?)right);
    }
}
