using System.Collections.Immutable;
using System.Globalization;

namespace SpecCursor.Versioning.NuGet;

/// <summary>
/// How NuGet orders the dot-separated labels of a prerelease: whatever .NET reads as an <see cref="int"/>, a minus sign included, precedes all
/// other labels and is compared as a number; others are compared as text, by the order of <see cref="Alphabet"/>.
/// </summary>
internal static class NuGetLabels
{
    /// <summary>What labels are made of, in order. Letters are compared in upper case.</summary>
    private const string Alphabet = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The label that precedes all others.</summary>
    public const string Least = "-2147483648";

    /// <summary>The first of the labels that are not numbers.</summary>
    private const string LeastText = "-";

    /// <summary>
    /// The first labels after all that begin with a prefix, as floats match them (<c>beta</c> matches <c>beta2.1</c>); empty where only the
    /// release itself follows. Null where the matches lie scattered in the
    /// order: <c>beta.1</c> matches <c>beta.1</c> and <c>beta.10</c>, and not <c>beta.2</c>. (Left aside is <c>-0</c>, which counts as 0 and is
    /// spelled otherwise.)
    /// </summary>
    public static ImmutableArray<string>? After(string prefix)
    {
        var labels = prefix.Split('.');
        var whole = labels[..^1];
        var begun = labels[^1];
        if (begun.Length == 0)
            return AfterAllUnder(whole);
        if (begun == LeastText || IsNumber(begun))
            return null;
        return AfterAllThatBeginWith(begun) is { } next ? [.. whole, next] : AfterAllUnder(whole);
    }

    private static ImmutableArray<string> AfterAllUnder(string[] labels) => labels is [.. var whole, var last] ? [.. whole, Next(last)] : [];

    /// <summary>The label right after another one.</summary>
    private static string Next(string label) =>
        !int.TryParse(label, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? label + Alphabet[0]
        : number == int.MaxValue ? LeastText
        : (number + 1).ToString(CultureInfo.InvariantCulture);

    private static string? AfterAllThatBeginWith(string begun)
    {
        var stem = begun.TrimEnd('z', 'Z');
        if (stem.Length == 0)
            return null;
        var next = stem[..^1] + Alphabet[Alphabet.IndexOf(char.ToUpperInvariant(stem[^1]), StringComparison.Ordinal) + 1];
        return IsNumber(next) ? next + Alphabet[0] : next;
    }

    private static bool IsNumber(string label) => int.TryParse(label, NumberStyles.Integer, CultureInfo.InvariantCulture, out _);
}
