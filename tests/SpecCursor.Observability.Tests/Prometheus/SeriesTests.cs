using SpecCursor.Observability.Tests.Grafana;
using SpecCursor.Observability.Tests.Grafana.PromQl;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.Observability.Tests.Prometheus;

/// <summary>Rules speak of series that somebody gives, and of labels and values that these have.</summary>
public sealed class SeriesTests
{
    public static TheoryData<string, string> Expressions
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (name, expression) in RuleFiles.Alerts.Select(alert => (alert.Name, alert.Expression))
                .Concat(RuleFiles.Recordings.Select(recording => (recording.Name, recording.Expression))))
            {
                data.Add(name, expression);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Series_exist(string rule, string expression) => Assert.All(
        PromQlExpression.Parse(expression).Selectors,
        selector => Assert.True(KnownSeries.LabelsOf(selector.Series) is not null, $"{rule} uses {selector.Series}, which nobody gives."));

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Labels_exist(string rule, string expression)
    {
        var selectors = PromQlExpression.Parse(expression).Selectors;
        foreach (var selector in selectors)
        {
            var known = KnownSeries.LabelsOf(selector.Series) ?? [];
            Assert.All(selector.Matchers, matcher => Assert.True(
                known.Contains(matcher.Label), $"{rule} asks for {matcher.Label} of {selector.Series}, which does not have it."));
        }

        var all = selectors.SelectMany(selector => KnownSeries.LabelsOf(selector.Series) ?? []).ToHashSet(StringComparer.Ordinal);
        Assert.All(ExpressionLabels.Groupings(expression), label => Assert.True(all.Contains(label), $"{rule} groups by {label}, which none of its series has."));
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Values_of_labels_exist(string rule, string expression)
    {
        foreach (var selector in PromQlExpression.Parse(expression).Selectors)
        {
            foreach (var (matcher, label) in Closed(selector))
            {
                Assert.All(ValuesOf(matcher), value => Assert.True(
                    label.Values.Contains(value), $"{rule} asks for {selector.Series} with {label.Name} {value}, which it never has."));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Bounds_of_buckets_exist_and_match_both_spellings(string rule, string expression)
    {
        foreach (var selector in PromQlExpression.Parse(expression).Selectors)
        {
            foreach (var matcher in selector.Matchers.Where(matcher => matcher.Label == "le"))
            {
                var bound = matcher.Value.Replace("(\\\\.0)?", "", StringComparison.Ordinal);
                var buckets = KnownSeries.Definition(selector.Series)?.Buckets ?? HistogramBuckets.Http;
                Assert.True(matcher.Operator == "=~" && bound != matcher.Value, $"{rule} matches one spelling of the bound {bound} only.");
                Assert.True(buckets.Any(bucket => bucket.ToString(System.Globalization.CultureInfo.InvariantCulture) == bound), $"{rule} asks for the bound {bound}.");
            }
        }
    }

    [Fact]
    public void List_of_series_from_elsewhere_has_none_too_many() => Assert.Empty(
        KnownSeries.Foreign.Keys.Except(
            RuleFiles.Alerts.Select(alert => alert.Expression).Concat(RuleFiles.Recordings.Select(recording => recording.Expression))
                .SelectMany(expression => PromQlExpression.Parse(expression).Selectors).Select(selector => selector.Series)));

    [Fact]
    public void Every_recorded_series_is_of_use()
    {
        var used = RuleFiles.Alerts.Select(alert => alert.Expression)
            .Concat(RuleFiles.Recordings.Select(recording => recording.Expression))
            .Concat(Runbook.All.SelectMany(page => page.Queries("promql")))
            .SelectMany(expression => PromQlExpression.Parse(expression).Selectors)
            .Select(selector => selector.Series)
            .Concat(SampleSeries.Foreign.Select(series => series.Name))
            .ToHashSet(StringComparer.Ordinal);

        Assert.Empty(RuleFiles.Recordings.Select(recording => recording.Name).Except(used));
    }

    [Fact]
    public void Dashboards_show_series_that_are_recorded() => Assert.Empty(
        SampleSeries.Foreign.Select(series => series.Name).Where(name => name.StartsWith("speccursor:", StringComparison.Ordinal))
            .Except(RuleFiles.Recordings.Select(recording => recording.Name)));

    /// <summary>The values that a matcher names; a list in a regular expression is several.</summary>
    private static string[] ValuesOf(LabelMatcher matcher) => matcher.Operator.EndsWith('~') ? matcher.Value.Split('|') : [matcher.Value];

    private static IEnumerable<(LabelMatcher Matcher, LabelDefinition Label)> Closed(Selector selector) =>
        from label in KnownSeries.Definition(selector.Series)?.Labels ?? []
        where label.IsClosed
        from matcher in selector.Matchers
        where matcher.Label == label.Name
        select (matcher, label);
}
