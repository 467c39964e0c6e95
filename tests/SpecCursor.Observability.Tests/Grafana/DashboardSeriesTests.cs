using System.Globalization;
using System.Text.RegularExpressions;
using SpecCursor.Observability.Tests.Grafana.PromQl;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.Observability.Tests.Grafana;

public sealed class DashboardSeriesTests
{
    private static readonly ILookup<string, SampleSeries> Known = SampleSeries.Catalogued.Concat(SampleSeries.Foreign).ToLookup(series => series.Name);

    private static readonly IReadOnlyList<(DashboardQuery Query, PromQlExpression Expression)> Panels =
        [.. DashboardQueries.PromQl.Select(query => (query, PromQlExpression.Parse(query.Expression)))];

    [Fact]
    public void Every_metric_of_the_catalogue_stands_in_a_panel()
    {
        var shown = Panels.SelectMany(panel => panel.Expression.Selectors).Select(selector => selector.Series).ToHashSet();

        Assert.All(MetricCatalogue.All, metric => Assert.True(
            metric.Kind == MetricKind.Histogram ? shown.Contains($"{metric.Name}_bucket") : shown.Contains(metric.Name),
            $"No panel shows {metric.Name}."));
    }

    [Fact]
    public void Every_series_of_a_panel_is_known()
    {
        foreach (var (query, expression) in Panels)
        {
            Assert.All(expression.Selectors, selector => Assert.True(Known.Contains(selector.Series), $"{selector.Series} is not known: {query}"));
        }
    }

    [Fact]
    public void Every_foreign_series_is_used() =>
        Assert.Empty(SampleSeries.Foreign.Select(series => series.Name)
            .Except(Panels.SelectMany(panel => panel.Expression.Selectors).Select(selector => selector.Series)));

    [Fact]
    public void Selectors_name_labels_and_values_that_the_catalogue_has()
    {
        foreach (var metric in MetricCatalogue.All)
        {
            foreach (var (query, matcher) in MatchersOf(metric))
            {
                var label = metric.Labels.SingleOrDefault(label => label.Name == matcher.Label);
                Assert.True(label is not null || matcher.Label is "service" or "le", $"{metric.Name} has no label {matcher.Label}: {query}");
                if (label is { IsClosed: true } && matcher.Value != GrafanaVariables.All)
                {
                    Assert.All(matcher.Value.Split('|'), value => Assert.Contains(value, label.Values));
                }
            }
        }
    }

    [Fact]
    public void Bounds_of_buckets_that_a_panel_names_exist_in_both_formats()
    {
        foreach (var metric in MetricCatalogue.All.Where(metric => metric.Kind == MetricKind.Histogram))
        {
            var bounds = metric.Buckets.Select(bound => bound.ToString(CultureInfo.InvariantCulture)).ToList();
            Assert.All(MatchersOf(metric).Where(use => use.Matcher.Label == "le"), use =>
            {
                // OpenMetrics writes 300.0 where the text format writes 300.
                var pattern = new Regex($"^(?:{Regex.Unescape(use.Matcher.Value)})$");
                Assert.Contains(bounds, bound => pattern.IsMatch(bound) && pattern.IsMatch(bound + ".0"));
            });
        }
    }

    [Fact]
    public void Units_fit_what_is_measured()
    {
        Assert.All(Panels, panel => Assert.True(
            panel.Expression.Dimension.IsShownAs(panel.Query.Unit ?? ""),
            $"{panel.Query.Unit} is no unit of {panel.Expression.Dimension}: {panel.Query}"));
    }

    private static IEnumerable<(DashboardQuery Query, LabelMatcher Matcher)> MatchersOf(MetricDefinition metric) =>
        from panel in Panels
        from selector in panel.Expression.Selectors
        where selector.Series == metric.Name
            || (metric.Kind == MetricKind.Histogram && selector.Series.StartsWith(metric.Name + "_", StringComparison.Ordinal))
        from matcher in selector.Matchers
        select (panel.Query, matcher);
}
