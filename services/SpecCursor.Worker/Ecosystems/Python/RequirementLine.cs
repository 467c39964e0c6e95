using System.Buffers;
using System.Text;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>A line of a requirements file as pip reads it: continued lines joined, comments left out.</summary>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="Text">As long as what stands in the file up to a comment, with spaces for line ends and the backslashes before them.</param>
internal sealed record RequirementLine(int Start, string Text)
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r\v\f\x1c\x1d\x1e");

    /// <summary>Reads a file.</summary>
    /// <param name="content">The file, one character a byte.</param>
    /// <param name="start">Where its text begins: behind a byte-order mark.</param>
    public static IEnumerable<RequirementLine> Of(string content, int start)
    {
        var position = start;
        while (position < content.Length)
        {
            var end = content.AsSpan(position).IndexOfAny(LineEnds) is var length and >= 0 ? position + length : content.Length;
            var next = end == content.Length ? end : content.AsSpan(end).StartsWith("\r\n") ? end + 2 : end + 1;
            var isContinued = end > position && content[end - 1] == '\\' && next < content.Length && !IsComment(content.AsSpan(position..end));
            position = next;
            if (!isContinued)
            {
                yield return new RequirementLine(start, WithoutComment(Joined(content[start..end])));
                start = next;
            }
        }
    }

    private static bool IsComment(ReadOnlySpan<char> line) => line.TrimStart(" \t").StartsWith("#");

    private static string Joined(string lines)
    {
        var joined = new StringBuilder(lines);
        var isAtEnd = true;
        for (var i = lines.Length - 1; i >= 0; i--)
        {
            var isLineEnd = LineEnds.Contains(lines[i]);
            isAtEnd = isLineEnd || (isAtEnd && lines[i] == '\\');
            if (isAtEnd)
            {
                joined[i] = ' ';
            }
        }

        return joined.ToString();
    }

    private static string WithoutComment(string line)
    {
        for (var i = line.IndexOf('#', StringComparison.Ordinal); i >= 0; i = line.IndexOf('#', i + 1))
        {
            if (i == 0 || line[i - 1] is ' ' or '\t')
            {
                return line[..i];
            }
        }

        return line;
    }
}
