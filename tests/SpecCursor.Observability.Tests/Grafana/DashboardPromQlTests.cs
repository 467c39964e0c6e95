namespace SpecCursor.Observability.Tests.Grafana;

public sealed class DashboardPromQlTests(PrometheusServer prometheus) : IClassFixture<PrometheusServer>
{
    [Fact]
    public async Task Every_panel_shows_something_when_every_known_series_is_there()
    {
        Assert.NotEmpty(DashboardQueries.PromQl);
        var faults = new List<string>();
        foreach (var query in DashboardQueries.PromQl)
        {
            var answer = await prometheus.EvaluateAsync(query);
            if (answer.Error is not null || answer.Series == 0)
            {
                faults.Add($"{query}: {answer.Error ?? "no data"}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Annotations_and_variables_find_what_they_are_about()
    {
        Assert.NotEmpty(DashboardQueries.AroundPanels);
        foreach (var query in DashboardQueries.AroundPanels)
        {
            var answer = await prometheus.EvaluateAsync(query);

            Assert.True(answer is { Error: null, Series: > 0 }, $"{query}: {answer.Error ?? "no data"}");
        }
    }

    [Fact]
    public async Task Metrics_that_a_span_leads_to_are_those_of_its_service()
    {
        var settings = DataSources.SettingsOf("jaeger")["tracesToMetrics"]!;
        var tag = Assert.Single(settings["tags"]!.AsArray())!;
        Assert.Equal(("service.name", "service"), ((string?)tag["key"], (string?)tag["value"]));

        // Grafana puts the span's tags where $__tags stands; $$ is a literal $ in a provisioned file.
        foreach (var query in settings["queries"]!.AsArray())
        {
            var expression = ((string)query!["query"]!).Replace("$$__tags", "service=\"worker\"", StringComparison.Ordinal);
            var answer = await prometheus.EvaluateAsync(new DashboardQuery("Jaeger", (string)query["name"]!, "A", expression, Unit: null, IsInstant: false));
            Assert.True(answer is { Error: null, Series: > 0 }, $"{expression}: {answer.Error ?? "no data"}");
        }
    }

    [Fact]
    public async Task What_is_not_PromQL_is_refused()
    {
        var answer = await prometheus.EvaluateAsync(new DashboardQuery("", "", "A", "sum by (le (up)", Unit: null, IsInstant: true));

        Assert.Contains("parse error", answer.Error, StringComparison.Ordinal);
    }
}
