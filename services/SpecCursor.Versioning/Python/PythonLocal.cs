namespace SpecCursor.Versioning.Python;

/// <summary>
/// The order of local versions (<c>+ubuntu.1</c>): segment by segment, words before numbers, fewer segments before more. Numbers may have any
/// length, since a local version is often the digits of a hash or a date.
/// </summary>
internal static class PythonLocal
{
    /// <summary>A segment as versions hold it: lower case, numbers without leading zeros.</summary>
    public static string Normalize(string segment)
    {
        if (!IsNumber(segment))
            return segment.ToLowerInvariant();
        var digits = segment.TrimStart('0');
        return digits.Length == 0 ? "0" : digits;
    }

    public static int Compare(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            var order = Compare(left[i], right[i]);
            if (order != 0)
                return order;
        }

        return left.Count.CompareTo(right.Count);
    }

    /// <summary>
    /// A segment that precedes the given one, as no segment precedes all others. A zero before a word does, and so does any word before a
    /// number.
    /// </summary>
    public static string Before(string segment) => IsNumber(segment) ? "a" : "0" + segment;

    private static int Compare(string left, string right) => (IsNumber(left), IsNumber(right)) switch
    {
        (true, true) when left.Length != right.Length => left.Length.CompareTo(right.Length),
        (true, false) => 1,
        (false, true) => -1,
        _ => string.CompareOrdinal(left, right),
    };

    private static bool IsNumber(string segment) => !segment.AsSpan().ContainsAnyExceptInRange('0', '9');
}
