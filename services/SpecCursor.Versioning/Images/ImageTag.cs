using System.Collections.Immutable;
using System.Globalization;

namespace SpecCursor.Versioning.Images;

/// <summary>
/// A container image's tag that names a version. Registries know no such thing, so the rules are ours: an optional <c>v</c>; one to four
/// numbers, calendar versions such as <c>22.04</c> and <c>20240115</c> among them; an optional stage before the release (<c>rc1</c>,
/// <c>-beta.2</c>); and, from a hyphen or underscore on, a suffix that names the variant (<c>-slim-bookworm</c>) or a build (<c>_9-jdk</c>).
/// <para>
/// The order is by the numbers, missing ones counting as zero, then prereleases before releases, then by what makes tags different ones of the
/// same numbers: <c>v</c> or none, <c>3.11</c> before <c>3.11.0</c>, and the suffix. Only leading zeros and how a stage is joined don't
/// count: <c>22.04</c> and <c>22.4</c> are one version.
/// </para>
/// </summary>
public sealed class ImageTag : IPackageVersion, IComparable<ImageTag>
{
    /// <summary>The longest tag that registries accept, in characters.</summary>
    public const int MaximumLength = 128;

    /// <summary>The largest number that is read.</summary>
    public const long MaximumComponent = 999_999_999_999_999_999;

    /// <summary>The most numbers that a tag has.</summary>
    internal const int MaximumCount = 4;

    private readonly string _prefix;
    private readonly ImmutableArray<string> _numbers;
    private readonly TagPrerelease? _prerelease;

    private ImageTag(string prefix, ImmutableArray<string> numbers, TagPrerelease? prerelease, string suffix)
    {
        (_prefix, _numbers, _prerelease, Suffix) = (prefix, numbers, prerelease, suffix);
        var written = numbers.Select(number => long.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture));
        Release = [.. written, .. Enumerable.Repeat(0L, MaximumCount - numbers.Length)];
        Text = $"{prefix}{string.Join('.', numbers)}{prerelease?.Text}{suffix}";
    }

    /// <summary>The tag as it is written.</summary>
    public string Text { get; }

    /// <summary>Four numbers, of which those that aren't written are zero.</summary>
    public ImmutableArray<long> Release { get; }

    /// <summary>How many numbers are written.</summary>
    public int ComponentCount => _numbers.Length;

    /// <summary>What follows the numbers and the stage, with the hyphen or underscore that it begins with; empty where nothing does.</summary>
    public string Suffix { get; }

    /// <inheritdoc/>
    public bool IsPrerelease => _prerelease is not null;

    /// <summary>
    /// Whether publishers move the tag to newer versions: one or two numbers of a release do, unless they are a date; <c>20</c> follows 20.x.y.
    /// </summary>
    public bool IsFloating => ComponentCount <= 2 && !IsPrerelease && !IsDate;

    /// <summary>The one that precedes all others.</summary>
    internal static ImageTag Least { get; } = new(string.Empty, ["0"], TagPrerelease.Least, string.Empty);

    /// <summary>A release without anything but numbers.</summary>
    internal static ImageTag Plain { get; } = new(string.Empty, ["0"], null, string.Empty);

    /// <summary>How many zeros stand at the end of the numbers, by which the order tells <c>3.11.0</c>, which has one, from <c>3.11</c>.</summary>
    internal int TrailingZeros => ComponentCount - Significant(Release);

    /// <summary>How many zeros stand in front of numbers: <c>22.04</c> has one.</summary>
    internal int LeadingZeros => _numbers.Sum(number => number.Length - Math.Max(1, number.TrimStart('0').Length));

    /// <summary>Whether the one number is a day, possibly with a time: <c>20240115</c>.</summary>
    internal bool IsDate => _numbers is [{ Length: 8 or 10 or 12 or 14 } only] && only.StartsWith("20", StringComparison.Ordinal)
        && DateOnly.TryParseExact(only[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Reads a tag; null when it names no version, as <c>latest</c>, <c>bookworm</c> and the abbreviated hash of a commit don't.</summary>
    public static ImageTag? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaximumLength || ImageTagPatterns.Hash.IsMatch(text) || ImageTagPatterns.Tag.Match(text) is not { Success: true } match)
            return null;
        ImmutableArray<string> numbers = [.. match.Groups["numbers"].Value.Split('.')];
        var stage = match.Groups["stage"];
        var prerelease = stage.Success ? TagPrerelease.Of(match.Groups["prerelease"].Value, stage.Value, match.Groups["count"].Value) : null;
        if (numbers.Any(number => Number(number) is null) || stage.Success != prerelease is not null)
            return null;
        return new ImageTag(match.Groups["v"].Value, numbers, prerelease, match.Groups["suffix"].Value);
    }

    /// <summary>
    /// Whether one can be exchanged for the other in an upgrade: both with or both without <c>v</c>, as many numbers, a date for a date only, and
    /// the same suffix apart from the values of numbers in it. <c>3.11-alpine3.18</c> goes to <c>3.12-alpine3.19</c>, but not to
    /// <c>3.12-alpine</c> or <c>3.12-alpine3</c>, which follow another policy, nor to <c>3.12.1-alpine3.19</c>. Which one is newer, the order
    /// tells; whether a prerelease will do, <see cref="IsPrerelease"/>.
    /// </summary>
    public bool IsCompatibleWith(ImageTag other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ComponentCount == other.ComponentCount && IsDate == other.IsDate && IsSameVariant(other);
    }

    /// <summary>By the numbers first, then by what follows them.</summary>
    public int CompareTo(ImageTag? other)
    {
        if (other is null)
            return 1;
        for (var i = 0; i < Release.Length; i++)
        {
            if (Release[i] != other.Release[i])
                return Release[i].CompareTo(other.Release[i]);
        }

        return CompareBehindNumbers(other);
    }

    /// <summary>By everything but the numbers.</summary>
    internal int CompareBehindNumbers(ImageTag other)
    {
        var order = IsPrerelease ? _prerelease!.CompareTo(other._prerelease) : other.IsPrerelease ? 1 : 0;
        if (order == 0)
            order = string.CompareOrdinal(_prefix, other._prefix);
        if (order == 0)
            order = TrailingZeros.CompareTo(other.TrailingZeros);
        return order != 0 ? order : NaturalText.Order.Compare(Suffix, other.Suffix);
    }

    /// <summary>Whether <c>v</c> and suffix are the same apart from numbers in the suffix.</summary>
    internal bool IsSameVariant(ImageTag other) => _prefix == other._prefix && Shape(Suffix) == Shape(other.Suffix);

    /// <summary>The tag with other numbers, padded where its own are, and with this many zeros at their end if there is room.</summary>
    internal ImageTag With(ImmutableArray<long> release, int trailingZeros)
    {
        var count = Math.Min(MaximumCount, Significant(release) + trailingZeros);
        var numbers = release.Take(count).Select((number, i) => number.ToString(CultureInfo.InvariantCulture).PadLeft(Width(i), '0'));
        return new ImageTag(_prefix, [.. numbers], _prerelease, Suffix);
    }

    /// <summary>The tag with the first of its numbers only.</summary>
    internal ImageTag Take(int count) => new(_prefix, _numbers[..count], _prerelease, Suffix);

    /// <summary>The tag right after this one, if the numbers are the same: nothing fits in between.</summary>
    internal ImageTag Next() => new(_prefix, _numbers, _prerelease, NaturalText.Next(Suffix));

    /// <summary>The value of digits; null when it exceeds <see cref="MaximumComponent"/>.</summary>
    internal static long? Number(string digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MaximumComponent ? number : null;

    /// <summary>How many numbers there are up to the last that is not zero, and at least one.</summary>
    internal static int Significant(ImmutableArray<long> release) => Math.Max(1, release.ToList().FindLastIndex(number => number != 0) + 1);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ImageTag other && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Release[0], Release[1], Release[2], Release[3], Suffix);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Whether both rank the same.</summary>
    public static bool operator ==(ImageTag? left, ImageTag? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they rank differently.</summary>
    public static bool operator !=(ImageTag? left, ImageTag? right) => !(left == right);

    /// <summary>Whether the left one is older.</summary>
    public static bool operator <(ImageTag left, ImageTag right) => Comparer<ImageTag>.Default.Compare(left, right) < 0;

    /// <summary>Whether the left one is older or ranks the same.</summary>
    public static bool operator <=(ImageTag left, ImageTag right) => Comparer<ImageTag>.Default.Compare(left, right) <= 0;

    /// <summary>Whether the left one is newer.</summary>
    public static bool operator >(ImageTag left, ImageTag right) => Comparer<ImageTag>.Default.Compare(left, right) > 0;

    /// <summary>Whether the left one is newer or ranks the same.</summary>
    public static bool operator >=(ImageTag left, ImageTag right) => Comparer<ImageTag>.Default.Compare(left, right) >= 0;

    private int Width(int i) => i < _numbers.Length && _numbers[i][0] == '0' ? _numbers[i].Length : 1;

    private static string Shape(string suffix) => ImageTagPatterns.Digits.Replace(suffix, "0");
}
