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
        PromQl.Selectors(expression),
        selector => Assert.True(KnownSeries.LabelsOf(selector.Metric) is not null, $"{rule} uses {selector.Metric}, which nobody gives."));

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Labels_exist(string rule, string expression)
    {
        var selectors = PromQl.Selectors(expression);
        foreach (var selector in selectors)
        {
            var known = KnownSeries.LabelsOf(selector.Metric) ?? [];
            Assert.All(selector.Matchers, matcher => Assert.True(
                known.Contains(matcher.Label), $"{rule} asks for {matcher.Label} of {selector.Metric}, which does not have it."));
        }

        var all = selectors.SelectMany(selector => KnownSeries.LabelsOf(selector.Metric) ?? []).ToHashSet(StringComparer.Ordinal);
        Assert.All(PromQl.Groupings(expression), label => Assert.True(all.Contains(label), $"{rule} groups by {label}, which none of its series has."));
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Values_of_labels_exist(string rule, string expression)
    {
        foreach (var selector in PromQl.Selectors(expression))
        {
            foreach (var (matcher, label) in Closed(selector))
            {
                Assert.All(matcher.Values, value => Assert.True(
                    label.Values.Contains(value), $"{rule} asks for {selector.Metric} with {label.Name} {value}, which it never has."));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Bounds_of_buckets_exist_and_match_both_spellings(string rule, string expression)
    {
        foreach (var selector in PromQl.Selectors(expression))
        {
            foreach (var matcher in selector.Matchers.Where(matcher => matcher.Label == "le"))
            {
                var bound = matcher.Value.Replace("(\\\\.0)?", "", StringComparison.Ordinal);
                var buckets = KnownSeries.Definition(selector.Metric)?.Buckets ?? HistogramBuckets.Http;
                Assert.True(matcher.Operator == "=~" && bound != matcher.Value, $"{rule} matches one spelling of the bound {bound} only.");
                Assert.True(buckets.Any(bucket => bucket.ToString(System.Globalization.CultureInfo.InvariantCulture) == bound), $"{rule} asks for the bound {bound}.");
            }
        }
    }

    [Fact]
    public void List_of_series_from_elsewhere_has_none_too_many() => Assert.Empty(
        KnownSeries.Foreign.Keys.Except(
            RuleFiles.Alerts.Select(alert => alert.Expression).Concat(RuleFiles.Recordings.Select(recording => recording.Expression))
                .SelectMany(PromQl.Selectors).Select(selector => selector.Metric)));

    private static IEnumerable<(LabelMatcher Matcher, LabelDefinition Label)> Closed(SeriesSelector selector) =>
        from label in KnownSeries.Definition(selector.Metric)?.Labels ?? []
        where label.IsClosed
        from matcher in selector.Matchers
        where matcher.Label == label.Name
        select (matcher, label);
}
