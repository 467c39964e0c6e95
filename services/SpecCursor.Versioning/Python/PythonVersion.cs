using System.Collections.Immutable;

namespace SpecCursor.Versioning.Python;

/// <summary>
/// A version of a Python package (PEP 440): <c>1!2.3.4rc1.post2.dev3+local.4</c>. It may have any number of release numbers. The epoch and the
/// first five are what is compared first; all that follows is the suffix, further release numbers at its head.
/// </summary>
public sealed class PythonVersion : IPackageVersion, IComparable<PythonVersion>
{
    /// <summary>
    /// The largest number that is read, in the release and behind it: eighteen digits. Python counts without limit; local versions may be
    /// longer here, too.
    /// </summary>
    public const long MaximumNumber = 999_999_999_999_999_999;

    /// <summary>How many release numbers of every version are in <see cref="Release"/>.</summary>
    internal const int FixedSegments = 5;

    internal PythonVersion(long epoch, ImmutableArray<long> segments, PythonSuffix suffix)
    {
        Segments = segments;
        Suffix = suffix with { Further = PythonNumbers.WithoutZerosAtEnd([.. segments.Skip(FixedSegments)]) };
        Release = [epoch, .. PythonNumbers.Take(segments, FixedSegments)];
        Text = PythonNumbers.Join(epoch, segments) + suffix.Text;
    }

    /// <summary>The normal form, with as many release numbers as were written and with the local version, which counts in the order.</summary>
    public string Text { get; }

    /// <summary>The epoch and the first five release numbers; zeros where fewer were written.</summary>
    public ImmutableArray<long> Release { get; }

    /// <summary>The release numbers as written, at least one.</summary>
    public ImmutableArray<long> Segments { get; }

    /// <summary>The number before <c>!</c>, 0 where there is none.</summary>
    public long Epoch => Release[0];

    /// <summary>Whether it is an alpha, beta, release candidate or development release, that of a post-release included.</summary>
    public bool IsPrerelease => Suffix.IsPrerelease;

    /// <summary>Whether it is a post-release, or a development release of one.</summary>
    public bool IsPostrelease => Suffix.Post is not null;

    internal PythonSuffix Suffix { get; }

    /// <summary>Reads a version in any spelling that PEP 440 admits; null when the text is none, or has a number of more than 18 digits.</summary>
    public static PythonVersion? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PythonVersionText.Parse(PythonText.Trim(text));
    }

    /// <summary>The same release numbers with another suffix.</summary>
    internal PythonVersion With(PythonSuffix suffix) => new(Epoch, Segments, suffix);

    /// <summary>The version without its local part.</summary>
    internal PythonVersion Public => With(Suffix with { Local = [] });

    /// <inheritdoc/>
    public int CompareTo(PythonVersion? other)
    {
        if (other is null)
            return 1;
        var order = PythonNumbers.Compare(Release, other.Release);
        return order == 0 ? Suffix.CompareTo(other.Suffix) : order;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PythonVersion other && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Epoch, Release[1], Release[2], Release[3], Suffix);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Whether both rank the same, as 1.0 and 1.0.0 do.</summary>
    public static bool operator ==(PythonVersion? left, PythonVersion? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they rank differently.</summary>
    public static bool operator !=(PythonVersion? left, PythonVersion? right) => !(left == right);

    /// <summary>Whether the left one is older.</summary>
    public static bool operator <(PythonVersion left, PythonVersion right) => Order(left, right) < 0;

    /// <summary>Whether the left one is older or ranks the same.</summary>
    public static bool operator <=(PythonVersion left, PythonVersion right) => Order(left, right) <= 0;

    /// <summary>Whether the left one is newer.</summary>
    public static bool operator >(PythonVersion left, PythonVersion right) => Order(left, right) > 0;

    /// <summary>Whether the left one is newer or ranks the same.</summary>
    public static bool operator >=(PythonVersion left, PythonVersion right) => Order(left, right) >= 0;

    private static int Order(PythonVersion left, PythonVersion right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.CompareTo(right);
    }
}
