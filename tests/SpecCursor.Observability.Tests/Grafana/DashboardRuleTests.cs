using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SpecCursor.Observability.Tests.Files;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Grafana;

public sealed partial class DashboardRuleTests
{
    private static readonly IReadOnlyList<JsonObject> Rules =
    [
        .. Repository.FilesBelow("containers/prometheus/rules", "*.yml")
            .SelectMany(file => YamlFile.Read(file)["groups"]!.AsArray())
            .SelectMany(group => group!["rules"]!.AsArray())
            .Select(rule => rule!.AsObject()),
    ];

    [Fact]
    public void Recorded_series_of_dashboards_are_recorded() =>
        Assert.Empty(SampleSeries.Foreign.Select(series => series.Name).Where(name => name.Contains(':')).Except(Named("record")));

    [Fact]
    public void Alerts_that_a_panel_names_exist()
    {
        var named = Dashboard.All.SelectMany(dashboard => dashboard.Panels).SelectMany(panel => AlertName().Matches(panel.Description)).Select(match => match.Value).ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(Named("alert")));
    }

    [Fact]
    public void Alerts_lead_to_dashboards_that_exist()
    {
        var addresses = Rules.Where(rule => rule["alert"] is not null).Select(rule => rule["annotations"]!["dashboard_url"]!.GetValue<string>()).ToList();

        Assert.NotEmpty(addresses);
        Assert.All(addresses, address => Assert.Contains(address.Split("/d/")[^1].Split('?')[0], Dashboard.All.Select(dashboard => dashboard.Uid)));
    }

    private static IEnumerable<string> Named(string kind) => Rules.Select(rule => rule[kind]?.GetValue<string>()).OfType<string>();

    [GeneratedRegex(@"\b[A-Z][a-z]+([A-Z][a-z]+)+(?= (fires|is critical|says))")]
    private static partial Regex AlertName();
}
