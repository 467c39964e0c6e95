using System.Collections.Immutable;
using NuGet.Versioning;

namespace SpecCursor.Versioning.NuGet;

/// <summary>A NuGet package's version: four numbers, then labels that are compared without regard to case. Build metadata is dropped.</summary>
public sealed class NuGetPackageVersion : IPackageVersion, IComparable<NuGetPackageVersion>
{
    internal NuGetPackageVersion(NuGetVersion version)
    {
        Version = version;
        Text = version.ToNormalizedString();
        Release = [version.Major, version.Minor, version.Patch, version.Revision];
    }

    internal NuGetPackageVersion(ImmutableArray<long> release, IEnumerable<string> labels)
        : this(new NuGetVersion((int)release[0], (int)release[1], (int)release[2], (int)release[3], labels, string.Empty))
    {
    }

    /// <summary>As nuget.org lists it: at least three numbers, a fourth unless it is zero.</summary>
    public string Text { get; }

    /// <summary>Major, minor, patch, revision.</summary>
    public ImmutableArray<long> Release { get; }

    /// <inheritdoc/>
    public bool IsPrerelease => Version.IsPrerelease;

    internal NuGetVersion Version { get; }

    /// <summary>Reads a version; null when the text is none.</summary>
    public static NuGetPackageVersion? Parse(string text) =>
        NuGetVersion.TryParse(text, out var version) ? new NuGetPackageVersion(version) : null;

    /// <summary>Compares as NuGet does.</summary>
    public int CompareTo(NuGetPackageVersion? other) => VersionComparer.Default.Compare(Version, other?.Version);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NuGetPackageVersion other && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Version.Major, Version.Minor, Version.Patch, Version.Revision, IsPrerelease);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Whether both rank the same.</summary>
    public static bool operator ==(NuGetPackageVersion? left, NuGetPackageVersion? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they rank differently.</summary>
    public static bool operator !=(NuGetPackageVersion? left, NuGetPackageVersion? right) => !(left == right);

    /// <summary>Whether the left one is older.</summary>
    public static bool operator <(NuGetPackageVersion left, NuGetPackageVersion right) => Order(left, right) < 0;

    /// <summary>Whether the left one is older or ranks the same.</summary>
    public static bool operator <=(NuGetPackageVersion left, NuGetPackageVersion right) => Order(left, right) <= 0;

    /// <summary>Whether the left one is newer.</summary>
    public static bool operator >(NuGetPackageVersion left, NuGetPackageVersion right) => Order(left, right) > 0;

    /// <summary>Whether the left one is newer or ranks the same.</summary>
    public static bool operator >=(NuGetPackageVersion left, NuGetPackageVersion right) => Order(left, right) >= 0;

    private static int Order(NuGetPackageVersion left, NuGetPackageVersion right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.CompareTo(right);
    }
}
