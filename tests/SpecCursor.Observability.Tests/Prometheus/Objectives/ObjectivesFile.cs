using System.Globalization;
using System.Text.Json.Nodes;
using SpecCursor.Observability.Tests.Files;

namespace SpecCursor.Observability.Tests.Prometheus.Objectives;

/// <summary><c>objectives.yml</c>: all objectives, and the windows that their budgets are watched in.</summary>
/// <param name="Windows">The windows, the fastest first.</param>
/// <param name="MinimumEvents">How many events the long window has at least when an alert fires.</param>
/// <param name="All">The objectives.</param>
internal sealed record ObjectivesFile(IReadOnlyList<BurnWindow> Windows, long MinimumEvents, IReadOnlyList<Objective> All)
{
    public const string Path = $"{RuleFiles.Directory}/objectives.yml";

    /// <summary>Reads it.</summary>
    public static ObjectivesFile Read()
    {
        var file = YamlFile.Read(Path);
        return new(
            [.. file["windows"]!.AsArray().Select(window => new BurnWindow(
                Text(window, "long"), Text(window, "short"), Number(window, "burn_rate"), Text(window, "for"), Text(window, "severity")))],
            (long)file["minimum_events"]!,
            [.. file["objectives"]!.AsArray().Select(found => new Objective(
                Text(found, "name"),
                Text(found, "alert"),
                Number(found, "target"),
                Text(found, "service"),
                Text(found, "dashboard"),
                Text(found, "error_ratio").TrimEnd(),
                Text(found, "events"),
                Text(found, "summary"),
                Text(found, "errors")))]);
    }

    private static string Text(JsonNode? node, string key) => (string)node![key]!;

    private static decimal Number(JsonNode? node, string key) => decimal.Parse(node![key]!.ToJsonString(), CultureInfo.InvariantCulture);
}
