using System.Text;
using System.Text.RegularExpressions;
using SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Images;

/// <summary>
/// The pieces of a file that a tag, with its digest, is made of: one mostly, more where <c>ARG</c>s give parts of it. A new tag is shared out to them
/// number by number and word by word.
/// </summary>
internal static partial class ConstraintPieces
{
    /// <summary>The pieces as they are.</summary>
    public static IReadOnlyList<ConstraintPiece> Of(TracedText constraint) => Replace(constraint, constraint.Text)!;

    /// <summary>The pieces for another constraint; null where it can't be told which piece gets what.</summary>
    public static IReadOnlyList<ConstraintPiece>? Replace(TracedText constraint, string by)
    {
        var pairs = Pair(Parts(constraint.Text), Parts(by));
        var pieces = new List<ConstraintPiece>();
        var (start, position, pair, offset) = (0, 0, 0, 0);
        while (start < constraint.Length)
        {
            var end = EndOfPiece(constraint, start);
            var written = new StringBuilder();
            for (; position < end; pair++)
            {
                var (old, current) = pairs[pair];
                var taken = Math.Min(old.Length - offset, end - position);
                if (taken < old.Length && old != current)
                {
                    return null;
                }

                written.Append(taken < old.Length ? old.AsSpan(offset, taken) : current);
                position += taken;
                offset += taken;
                if (offset < old.Length)
                {
                    break;
                }

                offset = 0;
            }

            pieces.Add(new ConstraintPiece(constraint.Places[start], end - start, constraint.Text[start..end], written.ToString()));
            start = end;
        }

        return pieces;
    }

    private static int EndOfPiece(TracedText constraint, int start)
    {
        var end = start + 1;
        while (end < constraint.Length && constraint.Places[end] == constraint.Places[end - 1] + 1)
        {
            end++;
        }

        return end;
    }

    /// <summary>Where the two are not of one shape, what differs in the middle is one part.</summary>
    private static List<(string Old, string New)> Pair(List<string> old, List<string> by)
    {
        if (old.Count == by.Count)
        {
            return [.. old.Zip(by)];
        }

        var shorter = Math.Min(old.Count, by.Count);
        var first = 0;
        while (first < shorter && old[first] == by[first])
        {
            first++;
        }

        var last = 0;
        while (last < shorter - first && old[^(last + 1)] == by[^(last + 1)])
        {
            last++;
        }

        // Where nothing of the old one is left, the part before or behind takes what is new along.
        (first, last) = first + last < old.Count ? (first, last) : first > 0 ? (first - 1, last) : (first, last - 1);
        var middle = (string.Concat(old[first..^last]), string.Concat(by[first..^last]));
        return [.. old[..first].Zip(by[..first]), middle, .. old[^last..].Zip(by[^last..])];
    }

    private static List<string> Parts(string constraint) => [.. PartPattern().Matches(constraint).Select(match => match.Value)];

    /// <summary>Numbers, a digest, and what is between them.</summary>
    [GeneratedRegex("@|(?<=@).+|[0-9]+|[^0-9@]+", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex PartPattern();
}
