using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SpecCursor.Observability.Tests.Grafana;

/// <summary>Every query of every dashboard.</summary>
internal static partial class DashboardQueries
{
    /// <summary>The PromQL of the panels.</summary>
    public static IReadOnlyList<DashboardQuery> PromQl { get; } = [.. Of("prometheus")];

    /// <summary>The LogQL of the panels.</summary>
    public static IReadOnlyList<DashboardQuery> LogQl { get; } = [.. Of("loki")];

    /// <summary>The PromQL of annotations and variables. Whether alerts fire or series exist, they may find nothing.</summary>
    public static IReadOnlyList<DashboardQuery> AroundPanels { get; } =
    [
        .. Dashboard.All.SelectMany(dashboard => dashboard.Annotations.Select(annotation =>
            Query(dashboard, annotation["name"]!.GetValue<string>(), "annotation", annotation["expr"]!.GetValue<string>()))),
        .. Dashboard.All.SelectMany(dashboard => dashboard.Variables.Select(variable =>
            Query(dashboard, variable["name"]!.GetValue<string>(), "variable", SeriesOf(variable)))),
    ];

    private static IEnumerable<DashboardQuery> Of(string dataSource) =>
        from dashboard in Dashboard.All
        from panel in dashboard.Panels
        from target in panel.Targets
        where target["datasource"]!["type"]!.GetValue<string>() == dataSource
        let refId = target["refId"]!.GetValue<string>()
        select new DashboardQuery(
            dashboard.Title,
            panel.Title,
            refId,
            GrafanaVariables.Replace(target["expr"]!.GetValue<string>()),
            panel.UnitOf(refId),
            target["instant"]?.GetValue<bool>() ?? false);

    private static DashboardQuery Query(Dashboard dashboard, string asker, string kind, string expression) =>
        new(dashboard.Title, asker, kind, GrafanaVariables.Replace(expression), Unit: null, IsInstant: true);

    private static string SeriesOf(JsonObject variable)
    {
        var query = variable["query"]!["query"]!.GetValue<string>();
        var match = LabelValues().Match(query);
        return match.Success ? match.Groups["series"].Value : throw new FormatException($"«{query}» is not of the form label_values(series, label).");
    }

    [GeneratedRegex(@"^label_values\((?<series>.+), \w+\)$")]
    private static partial Regex LabelValues();
}
