using System.Text.RegularExpressions;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>A requirement as PEP 508 writes it: <c>name[extra] &gt;=1.0,&lt;2 ; marker</c>.</summary>
internal sealed partial record Requirement
{
    /// <summary>All of it.</summary>
    public required string Text { get; init; }

    /// <summary>The package, as written.</summary>
    public required string Name { get; init; }

    /// <summary>What stands in the brackets; empty for none.</summary>
    public required string Extras { get; init; }

    /// <summary>The version specifiers; empty for none.</summary>
    public required string Constraint { get; init; }

    /// <summary>Where in the text <see cref="Constraint"/> stands, or would stand.</summary>
    public required int ConstraintStart { get; init; }

    /// <summary>Where it applies; empty for everywhere.</summary>
    public required string Marker { get; init; }

    /// <summary>Whether it says where to get the package (<c>name @ address</c>), so that no version can be chosen.</summary>
    public required bool IsDirect { get; init; }

    /// <summary>Reads one; null when the text is none, such as a path or an address.</summary>
    public static Requirement? Parse(string text)
    {
        var head = Head().Match(text);
        if (!head.Success)
        {
            return null;
        }

        var end = head.Index + head.Length;
        var next = SkipSpace(text, end);
        var rest = next < text.Length ? text[next] : ';';
        return rest switch
        {
            '@' => Of(text, head, string.Empty, end, MarkerIn(text, text.IndexOf(" ;", next, StringComparison.Ordinal)), isDirect: true),
            ';' => Of(text, head, string.Empty, end, MarkerIn(text, next), isDirect: false),
            '(' => InParentheses(text, head, next),
            '=' or '<' or '>' or '!' or '~' => Bare(text, head, next),
            _ => null,
        };
    }

    private static Requirement Bare(string text, Match head, int start)
    {
        var semicolon = text.IndexOf(';', start);
        var constraint = text[start..(semicolon < 0 ? text.Length : semicolon)].TrimEnd(' ', '\t');
        return Of(text, head, constraint, start, MarkerIn(text, semicolon), isDirect: false);
    }

    private static Requirement? InParentheses(string text, Match head, int open)
    {
        var close = text.IndexOf(')', open);
        if (close < 0)
        {
            return null;
        }

        var start = Math.Min(SkipSpace(text, open + 1), close);
        var after = SkipSpace(text, close + 1);
        return after == text.Length || text[after] == ';'
            ? Of(text, head, text[start..close].TrimEnd(' ', '\t'), start, MarkerIn(text, after), isDirect: false)
            : null;
    }

    private static Requirement Of(string text, Match head, string constraint, int start, string marker, bool isDirect) => new()
    {
        Text = text.Trim(),
        Name = head.Groups["name"].Value,
        Extras = head.Groups["extras"].Value,
        Constraint = constraint,
        ConstraintStart = start,
        Marker = marker,
        IsDirect = isDirect,
    };

    /// <param name="text">The requirement.</param>
    /// <param name="at">Where the semicolon stands, perhaps led by a space; negative or beyond the end for nowhere.</param>
    private static string MarkerIn(string text, int at) => at < 0 || at >= text.Length ? string.Empty : text[(text.IndexOf(';', at) + 1)..].Trim();

    private static int SkipSpace(string text, int from)
    {
        while (from < text.Length && text[from] is ' ' or '\t')
        {
            from++;
        }

        return from;
    }

    [GeneratedRegex(@"\A[ \t]*(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(?:[ \t]*\[(?<extras>[^\]]*)\])?", RegexOptions.CultureInvariant)]
    private static partial Regex Head();
}
