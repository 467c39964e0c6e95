using System.Collections.Immutable;
using System.Globalization;

namespace SpecCursor.Versioning.Python;

/// <summary>Release numbers, of which zeros at the end don't count: 1.0 is 1.0.0.</summary>
internal static class PythonNumbers
{
    public static int Compare(ImmutableArray<long> left, ImmutableArray<long> right)
    {
        for (var i = 0; i < left.Length || i < right.Length; i++)
        {
            var order = At(left, i).CompareTo(At(right, i));
            if (order != 0)
                return order;
        }

        return 0;
    }

    public static ImmutableArray<long> WithoutZerosAtEnd(ImmutableArray<long> numbers)
    {
        var length = numbers.Length;
        while (length > 0 && numbers[length - 1] == 0)
            length--;
        return numbers[..length];
    }

    /// <summary>As many numbers as that: the first ones, and zeros where there are no more.</summary>
    public static ImmutableArray<long> Take(ImmutableArray<long> numbers, int count) => [.. Enumerable.Range(0, count).Select(i => At(numbers, i))];

    /// <summary>The numbers that follow all that start with these: <c>1.3</c> for <c>1.2</c>.</summary>
    public static ImmutableArray<long> Next(ImmutableArray<long> numbers) => numbers.SetItem(numbers.Length - 1, numbers[^1] + 1);

    /// <summary>The numbers with dots between, after the epoch where there is one.</summary>
    public static string Join(long epoch, IEnumerable<long> numbers) =>
        (epoch == 0 ? string.Empty : epoch.ToString(CultureInfo.InvariantCulture) + "!")
        + string.Join('.', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    private static long At(ImmutableArray<long> numbers, int index) => index < numbers.Length ? numbers[index] : 0;
}
