using System.Globalization;

namespace SpecCursor.ProofEngine.Engines.Smt;

/// <summary>Reads the answer to <c>(get-value …)</c>.</summary>
internal static class SmtValue
{
    private const int MaximumDepth = 64;

    /// <summary>The values in the order in which they were asked for: atoms such as <c>true</c> and <c>17</c>.</summary>
    /// <exception cref="FormatException">The text is no such answer.</exception>
    public static IReadOnlyList<string> ReadAll(string text)
    {
        var position = 0;
        if (Read(text, ref position, 0) is not IReadOnlyList<object> pairs)
            throw new FormatException("The solver's values are not a list.");
        return [.. pairs.Select(Value)];
    }

    /// <summary>The value as a number.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static long Number(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"The solver's value '{value}' is not a number.");

    /// <summary>The value as a truth value.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static bool Truth(string value) => value switch
    {
        "true" => true,
        "false" => false,
        _ => throw new FormatException($"The solver's value '{value}' is not a truth value."),
    };

    private static string Value(object pair) => pair is IReadOnlyList<object> { Count: 2 } both
        ? Atom(both[1])
        : throw new FormatException("The solver's values are not pairs.");

    private static string Atom(object value) => value switch
    {
        string atom => atom,
        IReadOnlyList<object> and ["-", string number] => "-" + number,
        _ => throw new FormatException("The solver's value is not an atom."),
    };

    private static object Read(string text, ref int position, int depth)
    {
        SkipSpace(text, ref position);
        if (position >= text.Length || depth > MaximumDepth)
            throw new FormatException("The solver's values are cut off or nested too deeply.");
        if (text[position] != '(')
            return Word(text, ref position);
        position++;
        var items = new List<object>();
        while (true)
        {
            SkipSpace(text, ref position);
            if (position < text.Length && text[position] == ')')
            {
                position++;
                return items;
            }

            items.Add(Read(text, ref position, depth + 1));
        }
    }

    private static string Word(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && !char.IsWhiteSpace(text[position]) && text[position] is not ('(' or ')'))
            position++;
        return position > start ? text[start..position] : throw new FormatException("The solver's values are not balanced.");
    }

    private static void SkipSpace(string text, ref int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
    }
}
