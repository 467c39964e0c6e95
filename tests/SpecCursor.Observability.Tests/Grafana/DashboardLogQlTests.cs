using SpecCursor.Observability.Tests.LogQl;

namespace SpecCursor.Observability.Tests.Grafana;

public sealed class DashboardLogQlTests(LogQlGrammar grammar) : IClassFixture<LogQlGrammar>
{
    [Fact]
    public async Task Every_log_query_follows_the_grammar() =>
        Assert.Empty(await grammar.FaultsOfAsync(DashboardQueries.LogQl.Select(query => query.Expression)));

    [Fact]
    public void Every_dashboard_has_logs_beside_its_metrics() =>
        Assert.Equal(Dashboard.All.Select(dashboard => dashboard.Title), DashboardQueries.LogQl.Select(query => query.Dashboard).Distinct());

    [Fact]
    public void Rates_of_lines_are_shown_as_such() =>
        Assert.All(DashboardQueries.LogQl, query => Assert.Equal(query.Expression.Contains("rate(", StringComparison.Ordinal) ? "ops" : "none", query.Unit));
}
