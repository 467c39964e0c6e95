using System.Text.RegularExpressions;

namespace SpecCursor.Observability.Tests.Prometheus;

/// <summary>
/// Reads from an expression what it speaks of. It is no parser: promtool has accepted the expression before, so only names need telling apart.
/// </summary>
internal static partial class PromQl
{
    private static readonly HashSet<string> Operators = new(["and", "or", "unless", "offset", "bool", "atan2"], StringComparer.Ordinal);

    private static readonly HashSet<string> LabelLists = new(["by", "without", "on", "ignoring", "group_left", "group_right"], StringComparer.Ordinal);

    private static readonly HashSet<string> Aggregators = new(["sum", "min", "max", "avg", "count", "group", "stddev", "stdvar"], StringComparer.Ordinal);

    /// <summary>The series that an expression chooses.</summary>
    public static IReadOnlyList<SeriesSelector> Selectors(string expression)
    {
        var tokens = Tokens(expression);
        List<SeriesSelector> selectors = [];
        for (var i = 0; i < tokens.Count; i++)
        {
            if (LabelLists.Contains(tokens[i]))
            {
                i = tokens.IndexOf(")", i);
            }
            else if (IsName(tokens[i]) && !Operators.Contains(tokens[i]) && !Aggregators.Contains(tokens[i]) && At(tokens, i + 1) != "(")
            {
                selectors.Add(new SeriesSelector(tokens[i], At(tokens, i + 1) == "{" ? Matchers(tokens, i + 2) : []));
                i = At(tokens, i + 1) == "{" ? tokens.IndexOf("}", i) : i;
            }
        }

        return selectors;
    }

    /// <summary>The labels that an expression groups or matches series by.</summary>
    public static IReadOnlySet<string> Groupings(string expression) => Lists(expression, LabelLists);

    /// <summary>The labels that the result of an expression has.</summary>
    public static IReadOnlySet<string> Labels(string expression)
    {
        var tokens = Tokens(expression);
        var labels = Lists(expression, ["by"]);
        if (labels.Count == 0 && !tokens.Any(token => Aggregators.Contains(token) || token is "absent" or "vector"))
        {
            labels.UnionWith(Selectors(expression).SelectMany(selector => KnownSeries.LabelsOf(selector.Metric) ?? []));
        }

        if (tokens.Contains("histogram_quantile"))
        {
            labels.Remove("le");
        }

        return labels;
    }

    /// <summary>The labels of the alert that a template speaks of.</summary>
    public static IEnumerable<string> LabelsInTemplate(string template) => TemplateLabel().Matches(template).Select(match => match.Groups[1].Value);

    private static HashSet<string> Lists(string expression, HashSet<string> keywords)
    {
        var tokens = Tokens(expression);
        var labels = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (keywords.Contains(tokens[i]))
            {
                labels.UnionWith(tokens.Skip(i + 2).TakeWhile(token => token != ")").Where(token => token != ","));
            }
        }

        return labels;
    }

    private static List<LabelMatcher> Matchers(List<string> tokens, int start) =>
    [
        .. tokens.Skip(start).TakeWhile(token => token != "}").Where(token => token != ",").Chunk(3)
            .Select(parts => new LabelMatcher(parts[0], parts[1], parts[2][1..^1])),
    ];

    private static List<string> Tokens(string expression) => [.. Token().Matches(expression).Select(match => match.Value)];

    private static bool IsName(string token) => char.IsAsciiLetter(token[0]) || token[0] is '_' or ':';

    private static string? At(List<string> tokens, int index) => index < tokens.Count ? tokens[index] : null;

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\[[^\]]*\]|[a-zA-Z_:][a-zA-Z0-9_:]*|[0-9][a-zA-Z0-9.]*|=~|!~|!=|==|>=|<=|[-+*/%^(){},=<>]
        """)]
    private static partial Regex Token();

    [GeneratedRegex(@"\$labels\.([a-zA-Z_][a-zA-Z0-9_]*)")]
    private static partial Regex TemplateLabel();
}
