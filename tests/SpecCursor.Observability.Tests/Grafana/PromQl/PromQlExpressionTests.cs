namespace SpecCursor.Observability.Tests.Grafana.PromQl;

public sealed class PromQlExpressionTests
{
    [Theory]
    [InlineData("sum by (step) (rate(x_seconds_sum[5m]))", "percentunit")]
    [InlineData("sum(increase(x_seconds_sum[5m])) / sum(increase(x_seconds_count[5m]))", "s")]
    [InlineData("histogram_quantile(0.95, sum by (le) (rate(x_seconds_bucket{a=\"b\"}[5m])))", "s")]
    [InlineData("avail_bytes / (-deriv(avail_bytes[6h]) > 0)", "s")]
    [InlineData("predict_linear(avail_bytes[6h], 86400)", "bytes")]
    [InlineData("sum(rate(received_bytes_total[5m]))", "Bps")]
    [InlineData("sum(increase(cost_usd_total[1d])) / on () group_left () (sum(increase(upgrades_total[1d])) > 0)", "currencyUSD")]
    [InlineData("1 - avg(rate(cpu_seconds_total{mode=\"idle\"}[5m]))", "percentunit")]
    [InlineData("count(ALERTS{alertstate=\"firing\"}) or vector(0)", "short")]
    [InlineData("sum(rate(requests_total[5m]))", "reqps")]
    [InlineData("a:failures:ratio5m:avg7d + a:failures:ratio5m:stddev7d", "percentunit")]
    [InlineData("a:used_bytes:predict1h", "bytes")]
    public void Dimension_follows_from_names_and_functions(string expression, string unit) =>
        Assert.True(PromQlExpression.Parse(expression).Dimension.IsShownAs(unit));

    [Theory]
    [InlineData("sum(rate(requests_total[5m]))", "short")]
    [InlineData("rate(x_seconds_total[5m])", "s")]
    [InlineData("used_bytes", "s")]
    [InlineData("failed_total / upgrades_total", "currencyUSD")]
    public void Wrong_unit_is_seen(string expression, string unit) =>
        Assert.False(PromQlExpression.Parse(expression).Dimension.IsShownAs(unit));

    [Fact]
    public void Sum_of_different_things_is_refused() =>
        Assert.Throws<FormatException>(() => PromQlExpression.Parse("used_bytes + wait_seconds"));

    [Fact]
    public void Selectors_are_listed_with_their_conditions()
    {
        var selectors = PromQlExpression.Parse("a{x=\"1\", y=~\"2|3\"} / ignoring (x) b offset 5m").Selectors;

        Assert.Equal(["a", "b"], selectors.Select(selector => selector.Series));
        Assert.Equal([new LabelMatcher("x", "=", "1"), new LabelMatcher("y", "=~", "2|3")], selectors[0].Matchers);
    }
}
