namespace SpecCursor.Versioning.Images;

/// <summary>
/// Text in the order in which people count: runs of digits are compared as numbers, of any length, and precede other characters; equal numbers
/// with fewer leading zeros come first. <c>-alpine3.9</c> precedes <c>-alpine3.18</c>. Right after a text comes that text with the least that
/// can follow it, and nothing in between.
/// </summary>
internal sealed class NaturalText : IComparer<string>
{
    public static NaturalText Order { get; } = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        while (!left.IsEmpty && !right.IsEmpty)
        {
            var first = Piece(left);
            var second = Piece(right);
            var order = (char.IsAsciiDigit(first[0]), char.IsAsciiDigit(second[0])) switch
            {
                (true, true) => CompareNumbers(first, second),
                (true, false) => -1,
                (false, true) => 1,
                _ => first[0].CompareTo(second[0]),
            };
            if (order != 0)
                return order;
            left = left[first.Length..];
            right = right[second.Length..];
        }

        return left.Length.CompareTo(right.Length);
    }

    /// <summary>The text right after another one.</summary>
    public static string Next(string text) => text.Length == 0 || char.IsAsciiDigit(text[^1]) ? text + '-' : text + '0';

    private static ReadOnlySpan<char> Piece(ReadOnlySpan<char> text)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        return digits < 0 ? text : text[..Math.Max(1, digits)];
    }

    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var first = left.TrimStart('0');
        var second = right.TrimStart('0');
        if (first.Length != second.Length)
            return first.Length.CompareTo(second.Length);
        var order = first.SequenceCompareTo(second);
        return order != 0 ? order : left.Length.CompareTo(right.Length);
    }
}
