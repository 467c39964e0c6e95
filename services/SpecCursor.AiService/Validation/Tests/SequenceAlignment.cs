namespace SpecCursor.AiService.Validation.Tests;

/// <summary>Finds the parts in which two sequences differ, by their longest common subsequence.</summary>
internal static class SequenceAlignment
{
    /// <summary>The largest table that is made: longer sequences count as differing altogether.</summary>
    private const int MaximumCells = 4_000_000;

    /// <summary>The differing parts, in order: a range of the one and the range of the other that stands in its place.</summary>
    public static IReadOnlyList<(Range Removed, Range Added)> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        if ((long)before.Count * after.Count > MaximumCells)
        {
            return [(..before.Count, ..after.Count)];
        }

        var lengths = Lengths(before, after);
        List<(Range, Range)> parts = [];
        var (i, j) = (0, 0);
        while (i < before.Count || j < after.Count)
        {
            var (startI, startJ) = (i, j);
            while ((i < before.Count || j < after.Count) && !(i < before.Count && j < after.Count && before[i] == after[j]))
            {
                if (j >= after.Count || (i < before.Count && lengths[i + 1, j] >= lengths[i, j + 1]))
                {
                    i++;
                }
                else
                {
                    j++;
                }
            }

            if (i > startI || j > startJ)
            {
                parts.Add((startI..i, startJ..j));
            }

            (i, j) = (i + 1, j + 1);
        }

        return parts;
    }

    private static int[,] Lengths(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var lengths = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = before[i] == after[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }
}
