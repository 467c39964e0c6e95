using System.Globalization;

namespace SpecCursor.Versioning.Npm;

/// <summary>
/// One dot-separated part of a prerelease. Numeric parts precede others and are compared as node-semver does, in double precision.
/// </summary>
public readonly record struct PrereleaseIdentifier : IComparable<PrereleaseIdentifier>
{
    internal PrereleaseIdentifier(ReadOnlySpan<char> text)
    {
        IsNumeric = !text.ContainsAnyExceptInRange('0', '9');
        if (IsNumeric)
        {
            var digits = text.TrimStart('0');
            Text = digits.IsEmpty ? "0" : digits.Length <= 16 && long.Parse(digits, CultureInfo.InvariantCulture) < NpmVersion.MaximumComponent
                ? digits.ToString()
                : text.ToString();
        }
        else
        {
            Text = text.ToString();
        }
    }

    /// <summary>The identifier; a number without leading zeros unless it exceeds what JavaScript counts exactly.</summary>
    public string Text { get; }

    /// <summary>Whether it consists of digits only.</summary>
    public bool IsNumeric { get; }

    internal static PrereleaseIdentifier Zero { get; } = new("0");

    /// <inheritdoc/>
    public int CompareTo(PrereleaseIdentifier other)
    {
        if (IsNumeric && other.IsNumeric)
            return Number.CompareTo(other.Number);
        if (IsNumeric != other.IsNumeric)
            return IsNumeric ? -1 : 1;
        return string.CompareOrdinal(Text, other.Text);
    }

    private double Number => double.Parse(Text, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Whether the left one precedes the right one.</summary>
    public static bool operator <(PrereleaseIdentifier left, PrereleaseIdentifier right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one precedes the right one or ranks the same.</summary>
    public static bool operator <=(PrereleaseIdentifier left, PrereleaseIdentifier right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one follows the right one.</summary>
    public static bool operator >(PrereleaseIdentifier left, PrereleaseIdentifier right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one follows the right one or ranks the same.</summary>
    public static bool operator >=(PrereleaseIdentifier left, PrereleaseIdentifier right) => left.CompareTo(right) >= 0;
}
