using System.Text.Json.Nodes;
using SpecCursor.Observability.Tests.Grafana.PromQl;
using SpecCursor.Observability.Tests.LogQl;
using SpecCursor.Observability.Tests.Tools;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Prometheus;

/// <summary>Every alert has a page of one form, and what a page tells people to ask can be asked.</summary>
public sealed class RunbookTests(LogQlGrammar grammar) : IClassFixture<LogQlGrammar>
{
    private static readonly string[] Sections = ["## Meaning", "## Impact", "## Diagnosis", "## Remedy"];

    private static readonly IReadOnlyList<AlertRule> s_alerts = [.. RuleFiles.Alerts, .. RuleFiles.LogAlerts];

    public static TheoryData<string> Alerts => [.. s_alerts.Select(alert => alert.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Alert_has_a_page_of_the_usual_form(string alert)
    {
        var page = new Runbook($"{Runbook.Directory}/{alert}.md");

        Assert.True(File.Exists(Repository.PathOf(page.Path)), $"{alert} has no runbook: {page.Path}");
        Assert.Equal([$"# {alert}", .. Sections], page.Headings);
        Assert.All(page.Sections, section => Assert.True(section.Length > 0, $"{page.Path} has an empty section."));
        Assert.True(page.Queries("promql").Count > 0, $"{page.Path} has no query to look with.");
    }

    [Fact]
    public void Pages_are_of_alerts_that_exist() => Assert.Equal(
        s_alerts.Select(alert => alert.Runbook).Distinct().Order(StringComparer.Ordinal), Runbook.All.Select(page => page.Path));

    [Fact]
    public void Index_lists_every_alert_as_its_rule_has_it()
    {
        var rows = s_alerts.GroupBy(alert => alert.Name).Select(rules =>
            $"| [{rules.Key}]({rules.Key}.md) | {string.Join(", ", rules.Select(rule => rule.Labels["severity"]).Distinct())} | {rules.First().Labels["component"]} |");

        Assert.Equal(rows, Runbook.Index.Text.Split('\n').Where(line => line.StartsWith("| [", StringComparison.Ordinal)));
    }

    [Fact]
    public void Links_lead_somewhere() => Assert.All(
        Runbook.All.Append(Runbook.Index),
        page => Assert.All(page.Links, link => Assert.True(Path.Exists(link), $"{page.Path} leads to {link}, which is not there.")));

    [Fact]
    public async Task Metric_queries_are_PromQL()
    {
        var directory = TestDirectory.Create("runbooks");
        try
        {
            var rules = Runbook.All.SelectMany(page => page.Queries("promql").Select((query, index) => new JsonObject
            {
                ["record"] = $"{Path.GetFileNameWithoutExtension(page.Path)}:query_{index}",
                ["expr"] = query,
            }));
            var file = Path.Combine(directory, "runbooks.json");
            await File.WriteAllTextAsync(file, new JsonObject
            {
                ["groups"] = new JsonArray(new JsonObject { ["name"] = "runbooks", ["rules"] = new JsonArray([.. rules]) }),
            }.ToJsonString());

            await Tool.Promtool.RunCheckedAsync("check", "rules", file);
        }
        finally
        {
            TestDirectory.Delete(directory);
        }
    }

    [Fact]
    public void Metric_queries_speak_of_our_series_as_they_are() => Assert.All(Runbook.All, page => Assert.All(
        page.Queries("promql").SelectMany(query => PromQlExpression.Parse(query).Selectors)
            .Where(selector => selector.Series.StartsWith("speccursor", StringComparison.Ordinal)),
        selector => Assert.True(
            KnownSeries.LabelsOf(selector.Series) is { } labels && selector.Matchers.All(matcher => labels.Contains(matcher.Label)),
            $"{page.Path} asks for {selector.Series}, which nobody gives, or for a label that it lacks.")));

    [Fact]
    public async Task Log_queries_are_LogQL() => Assert.Empty(await grammar.FaultsOfAsync(Runbook.All.SelectMany(page => page.Queries("logql"))));
}
