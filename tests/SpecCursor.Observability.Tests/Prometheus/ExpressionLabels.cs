using System.Text.RegularExpressions;
using SpecCursor.Observability.Tests.Grafana.PromQl;

namespace SpecCursor.Observability.Tests.Prometheus;

/// <summary>Reads from an expression which labels it speaks of, and which its result has.</summary>
internal static partial class ExpressionLabels
{
    private static readonly HashSet<string> WithoutLabels =
        new(["sum", "min", "max", "avg", "count", "absent", "vector"], StringComparer.Ordinal);

    /// <summary>The labels that an expression groups or matches series by.</summary>
    /// <param name="expression">One that Prometheus accepts.</param>
    public static IReadOnlySet<string> Groupings(string expression) => Lists(Grouping().Matches(expression));

    /// <summary>The labels that the result of an expression has.</summary>
    /// <param name="expression">One that Prometheus accepts.</param>
    public static IReadOnlySet<string> OfResult(string expression)
    {
        var labels = Lists(By().Matches(expression));
        if (labels.Count == 0 && !Function().Matches(expression).Any(match => WithoutLabels.Contains(match.Groups[1].Value)))
        {
            labels.UnionWith(PromQlExpression.Parse(expression).Selectors.SelectMany(selector => KnownSeries.LabelsOf(selector.Series) ?? []));
        }

        if (expression.Contains("histogram_quantile", StringComparison.Ordinal))
        {
            labels.Remove("le");
        }

        return labels;
    }

    /// <summary>The labels of the alert that a template speaks of.</summary>
    /// <param name="template">A label's or an annotation's text.</param>
    public static IEnumerable<string> InTemplate(string template) => TemplateLabel().Matches(template).Select(match => match.Groups[1].Value);

    private static HashSet<string> Lists(IEnumerable<Match> matches) =>
        matches.SelectMany(match => match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\bby\s*\(([^)]*)\)")]
    private static partial Regex By();

    [GeneratedRegex(@"\b([a-z_]+)\s*\(")]
    private static partial Regex Function();

    [GeneratedRegex(@"\$labels\.([a-zA-Z_][a-zA-Z0-9_]*)")]
    private static partial Regex TemplateLabel();
}
