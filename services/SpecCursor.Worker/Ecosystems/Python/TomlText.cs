using System.Globalization;
using System.Text;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>A string of a TOML file: what it means, and where each of its characters stands.</summary>
internal sealed class TomlText
{
    private readonly int[] _places;

    private TomlText(string value, int[] places)
    {
        Value = value;
        _places = places;
    }

    /// <summary>What it means.</summary>
    public string Value { get; }

    /// <summary>Where a character stands in the file; that behind the last is where the string ends.</summary>
    public int PlaceOf(int index) => _places[index];

    /// <summary>Reads one; null for none, or one of several lines.</summary>
    /// <param name="token">As written, quotes included.</param>
    /// <param name="start">Where it begins in the file.</param>
    public static TomlText? Read(string token, int start)
    {
        var quotes = token.StartsWith("\"\"\"", StringComparison.Ordinal) || token.StartsWith("'''", StringComparison.Ordinal) ? 3 : 1;
        if (token.Length < 2 * quotes || token[0] is not ('"' or '\'') || token.Contains('\n', StringComparison.Ordinal))
        {
            return null;
        }

        var value = new StringBuilder();
        var places = new List<int>();
        var end = token.Length - quotes;
        for (var i = quotes; i < end;)
        {
            var (text, length) = token[0] == '"' && token[i] == '\\' ? Unescape(token, i) : (token[i].ToString(), 1);
            value.Append(text);
            places.AddRange(Enumerable.Repeat(start + i, text.Length));
            i += length;
        }

        return new TomlText(value.ToString(), [.. places, start + end]);
    }

    private static (string Text, int Length) Unescape(string token, int at)
    {
        var kind = at + 1 < token.Length ? token[at + 1] : '\\';
        var digits = kind switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            return at + 2 + digits <= token.Length
                && int.TryParse(token.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                && Rune.TryCreate(code, out var rune)
                ? (rune.ToString(), 2 + digits)
                : ("\uFFFD", 2);
        }

        return (kind switch { 'b' => "\b", 't' => "\t", 'n' => "\n", 'f' => "\f", 'r' => "\r", 'e' => "\e", _ => kind.ToString() }, 2);
    }
}
