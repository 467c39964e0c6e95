using System.Text.RegularExpressions;
using SpecCursor.Observability.Tests.LogQl;
using SpecCursor.ServiceDefaults.Logging;

namespace SpecCursor.Observability.Tests.Grafana;

public sealed partial class DashboardLogQlTests(LogQlGrammar grammar) : IClassFixture<LogQlGrammar>
{
    /// <summary>Of the resource and the scope by OTLP, of Loki itself, and of our own lines.</summary>
    private static readonly string[] Labels = ["service_name", "scope_name", "detected_level", LogLine.UpgradeId];

    [Fact]
    public async Task Every_log_query_follows_the_grammar() =>
        Assert.Empty(await grammar.FaultsOfAsync(DashboardQueries.LogQl.Select(query => query.Expression)));

    [Fact]
    public void Labels_are_those_that_lines_have_in_Loki() =>
        Assert.Equal(
            Labels.Order(),
            DashboardQueries.LogQl.SelectMany(query => Label().Matches(query.Expression)).Select(match => match.Groups["name"].Value).Distinct().Order());

    [Fact]
    public void Every_dashboard_has_logs_beside_its_metrics() =>
        Assert.Equal(Dashboard.All.Select(dashboard => dashboard.Title), DashboardQueries.LogQl.Select(query => query.Dashboard).Distinct());

    [Fact]
    public void Rates_of_lines_are_shown_as_such() =>
        Assert.All(DashboardQueries.LogQl, query => Assert.Equal(query.Expression.Contains("rate(", StringComparison.Ordinal) ? "ops" : "none", query.Unit));

    [GeneratedRegex("""(?<name>\w+) ?(=|!=|=~|!~) ?"|by \((?<name>\w+)\)|\{\{\.(?<name>\w+)\}\}""")]
    private static partial Regex Label();
}
