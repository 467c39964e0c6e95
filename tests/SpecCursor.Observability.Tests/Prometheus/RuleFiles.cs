using System.Text.Json.Nodes;
using SpecCursor.Observability.Tests.Files;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Prometheus;

/// <summary>The rules of <c>containers/prometheus</c>, and their tests.</summary>
internal static class RuleFiles
{
    public const string Directory = "containers/prometheus";

    /// <summary>All files with rules.</summary>
    public static IReadOnlyList<string> Paths { get; } = Repository.FilesBelow($"{Directory}/rules", "*.yml");

    /// <summary>All files with tests of rules.</summary>
    public static IReadOnlyList<string> TestPaths { get; } = Repository.FilesBelow($"{Directory}/tests", "*.test.yml");

    /// <summary>All alerting rules.</summary>
    public static IReadOnlyList<AlertRule> Alerts { get; } = [.. AlertsOf(Paths)];

    /// <summary>Loki's alerting rules, which have runbooks as well.</summary>
    public static IReadOnlyList<AlertRule> LogAlerts { get; } = [.. AlertsOf(Repository.FilesBelow("containers/loki/rules", "*.yml"))];

    /// <summary>All recording rules.</summary>
    public static IReadOnlyList<RecordingRule> Recordings { get; } =
    [
        .. Rules(Paths).Where(rule => rule.Rule["record"] is not null)
            .Select(rule => new RecordingRule(rule.File, (string)rule.Rule["record"]!, Text(rule.Rule["expr"]))),
    ];

    /// <summary>What the tests say of alerts.</summary>
    public static IReadOnlyList<AlertCase> Cases { get; } = [.. TestPaths.SelectMany(CasesOf)];

    private static IEnumerable<AlertRule> AlertsOf(IReadOnlyList<string> paths) =>
        Rules(paths).Where(rule => rule.Rule["alert"] is not null).Select(rule => new AlertRule(
            rule.File, (string)rule.Rule["alert"]!, Text(rule.Rule["expr"]), Texts(rule.Rule["labels"]), Texts(rule.Rule["annotations"])));

    private static IEnumerable<(string File, JsonNode Rule)> Rules(IReadOnlyList<string> paths) =>
        from path in paths
        from @group in YamlFile.Read(path)["groups"]!.AsArray()
        from rule in @group!["rules"]!.AsArray()
        select (path, rule);

    private static IEnumerable<AlertCase> CasesOf(string path) =>
        from test in YamlFile.Read(path)["tests"]!.AsArray()
        from check in test!["alert_rule_test"]?.AsArray() ?? []
        let firing = check["exp_alerts"]?.AsArray() ?? []
        select new AlertCase(path, (string)check["alertname"]!, [.. firing.Select(alert => Texts(alert!["exp_labels"]))]);

    private static Dictionary<string, string> Texts(JsonNode? node) =>
        node?.AsObject().ToDictionary(entry => entry.Key, entry => Text(entry.Value), StringComparer.Ordinal) ?? [];

    private static string Text(JsonNode? node) => node?.ToString() ?? "";
}
