using System.Text.Json.Nodes;
using SpecCursor.Observability.Tests.Files;

namespace SpecCursor.Observability.Tests.Grafana;

public sealed class DashboardFileTests
{
    private const string LinkPrefix = "/d/";
    private const int Columns = 24;

    private static readonly string[] Titles =
        ["AI Performance", "Infrastructure", "Proof Verification", "Security Metrics", "System Overview", "Upgrade Metrics"];

    public static TheoryData<string> Files => [.. Dashboard.All.Select(dashboard => dashboard.File)];

    [Fact]
    public void The_six_dashboards_of_the_mission_are_there_once()
    {
        Assert.Equal(Titles, Dashboard.All.Select(dashboard => dashboard.Title).Order());
        Assert.Equal(Titles.Length, Dashboard.All.Select(dashboard => dashboard.Uid).Distinct().Count());
        Assert.All(Dashboard.All, dashboard => Assert.Equal($"speccursor-{Path.GetFileNameWithoutExtension(dashboard.File)}", dashboard.Uid));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Dashboard_follows_the_schema(string file) => ConfigurationSchema.Load("grafana-dashboard").Accepts(Of(file).Json);

    [Theory]
    [MemberData(nameof(Files))]
    public void Ids_are_unique(string file)
    {
        var ids = Of(file).Elements.Select(element => element["id"]!.GetValue<int>()).ToList();

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(Of(file).Panels, panel =>
        {
            var references = panel.Targets.Select(target => target["refId"]!.GetValue<string>()).ToList();
            Assert.Equal(references.Distinct(), references);
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_panel_covers_another(string file)
    {
        var taken = new Dictionary<(int Column, int Row), string>();
        foreach (var element in Of(file).Elements)
        {
            var (title, place) = (element["title"]!.GetValue<string>(), element["gridPos"]!);
            var (x, y, w, h) = (Number(place, "x"), Number(place, "y"), Number(place, "w"), Number(place, "h"));
            Assert.True(x + w <= Columns, $"{title} reaches over the edge.");
            foreach (var cell in Enumerable.Range(x, w).SelectMany(column => Enumerable.Range(y, h).Select(row => (column, row))))
            {
                Assert.True(taken.TryAdd(cell, title), $"{title} and {taken[cell]} are in one place.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Panels_say_what_they_show(string file) =>
        Assert.All(Of(file).Panels, panel =>
        {
            Assert.False(string.IsNullOrWhiteSpace(panel.Title));
            Assert.True(panel.Description.Length > 10 && panel.Description.EndsWith('.'), $"{panel.Title} has no description.");
        });

    [Theory]
    [MemberData(nameof(Files))]
    public void Data_sources_are_provisioned(string file)
    {
        var references = References(Of(file).Json).ToList();

        Assert.NotEmpty(references);
        Assert.All(references, reference =>
            Assert.Contains((reference["uid"]!.GetValue<string>(), reference["type"]!.GetValue<string>()), DataSources.Provisioned));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Variables_choose_the_service_and_the_ecosystem(string file)
    {
        var dashboard = Of(file);
        var expressions = dashboard.Panels.SelectMany(panel => panel.Targets).Select(target => target["expr"]?.GetValue<string>() ?? "").ToList();

        Assert.Equal(["service", "ecosystem"], dashboard.Variables.Select(variable => variable["name"]!.GetValue<string>()));
        Assert.All(dashboard.Variables, variable =>
        {
            Assert.Equal(GrafanaVariables.All, variable["allValue"]!.GetValue<string>());
            Assert.Contains(expressions, expression => expression.Contains($"=~\"${variable["name"]!.GetValue<string>()}\"", StringComparison.Ordinal));
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Links_lead_to_other_dashboards_of_ours(string file)
    {
        var dashboard = Of(file);
        var links = dashboard.Json["links"]!.AsArray()
            .Concat(dashboard.Panels.SelectMany(panel => panel.Defaults["links"]?.AsArray() ?? []))
            .Select(link => link!["url"]!.GetValue<string>())
            .ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link =>
        {
            Assert.StartsWith(LinkPrefix, link, StringComparison.Ordinal);
            Assert.Contains(link[LinkPrefix.Length..].Split('?')[0], Dashboard.All.Select(other => other.Uid).Where(uid => uid != dashboard.Uid));
        });
        Assert.All(dashboard.Json["links"]!.AsArray(), link => Assert.True(link!["includeVars"]!.GetValue<bool>() && link["keepTime"]!.GetValue<bool>()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Alerts_are_annotations(string file) =>
        Assert.Equal(
            ["critical", "warning"],
            Of(file).Annotations.Where(annotation => annotation["enable"]!.GetValue<bool>())
                .Select(annotation => annotation["expr"]!.GetValue<string>())
                .Where(expression => expression.StartsWith("ALERTS{", StringComparison.Ordinal))
                .Select(expression => expression.Split("severity=\"")[1].Split('"')[0]));

    [Theory]
    [MemberData(nameof(Files))]
    public void Quantiles_over_time_show_exemplars(string file) =>
        Assert.All(
            Of(file).Panels.Where(panel => panel.Type is "timeseries" or "heatmap").SelectMany(panel => panel.Targets).Where(ReadsBuckets),
            target => Assert.True(target["exemplar"]?.GetValue<bool>(), $"{target["expr"]} shows no exemplars."));

    [Theory]
    [MemberData(nameof(Files))]
    public void Heatmaps_name_the_unit_of_their_axis(string file) =>
        Assert.All(
            Of(file).Panels.Where(panel => panel.Type == "heatmap"),
            panel => Assert.Equal("s", panel.Json["options"]!["yAxis"]!["unit"]!.GetValue<string>()));

    [Theory]
    [MemberData(nameof(Files))]
    public void Shares_that_stand_alone_are_judged(string file) =>
        Assert.All(
            Of(file).Panels.Where(panel => panel.Type == "stat" && panel.Defaults["unit"]!.GetValue<string>() == "percentunit"),
            panel => Assert.True(panel.Defaults["thresholds"]!["steps"]!.AsArray().Count > 1, $"{panel.Title} has no thresholds."));

    private static Dashboard Of(string file) => Dashboard.All.Single(dashboard => dashboard.File == file);

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();

    private static bool ReadsBuckets(JsonObject target) =>
        target["expr"]?.GetValue<string>() is { } expression
        && (expression.Contains("histogram_quantile", StringComparison.Ordinal) || target["format"]?.GetValue<string>() == "heatmap");

    private static IEnumerable<JsonObject> References(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(property =>
            property is { Key: "datasource", Value: JsonObject reference } ? [reference] : References(property.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
