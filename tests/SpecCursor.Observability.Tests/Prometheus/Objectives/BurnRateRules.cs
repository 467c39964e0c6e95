using System.Globalization;
using System.Text;

namespace SpecCursor.Observability.Tests.Prometheus.Objectives;

/// <summary>Makes the rules of the objectives: for each window a recorded ratio, for each pair of windows an alert.</summary>
internal static class BurnRateRules
{
    private const string Made = "# Made of objectives.yml, which is what to change; README.md says how this is made again.\n";

    /// <summary>The text of <c>recording-slo.yml</c>.</summary>
    public static string Recordings(ObjectivesFile file)
    {
        var text = new StringBuilder(Made).Append("groups:\n");
        foreach (var objective in file.All)
        {
            text.Append(Line($"  - name: speccursor-slo-{objective.Name}")).Append("    rules:\n");
            foreach (var window in Windows(file))
            {
                text.Append(Line($"      - record: {objective.SeriesOf(window)}")).Append("        expr: |\n");
                Block(text, objective.ErrorRatio.Replace("$window", window, StringComparison.Ordinal));
            }
        }

        return text.ToString();
    }

    /// <summary>The text of <c>alerts-slo.yml</c>.</summary>
    public static string Alerts(ObjectivesFile file)
    {
        var text = new StringBuilder(Made).Append("groups:\n  - name: speccursor-alerts-slo\n    rules:\n");
        foreach (var objective in file.All)
        {
            foreach (var window in file.Windows)
            {
                Alert(text, objective, window, file.MinimumEvents);
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Windows(ObjectivesFile file) =>
        file.Windows.SelectMany(window => new[] { window.Short, window.Long }).Distinct().OrderBy(Length);

    private static TimeSpan Length(string window)
    {
        var number = int.Parse(window[..^1], CultureInfo.InvariantCulture);
        return window[^1] switch
        {
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            var unit => throw new FormatException($"A window ends in m, h or d, not in {unit}."),
        };
    }

    private static void Alert(StringBuilder text, Objective objective, BurnWindow window, long minimumEvents)
    {
        text.Append(Line($"      - alert: {objective.Alert}")).Append("        expr: |\n");
        var threshold = Line($"> {window.BurnRate} * {objective.Budget}").TrimEnd();
        Block(
            text,
            $"{objective.SeriesOf(window.Long)} {threshold}\n"
            + $"  and {objective.SeriesOf(window.Short)} {threshold}\n"
            + Line($"  and {objective.Events.Replace("$window", window.Long, StringComparison.Ordinal)} >= {minimumEvents}").TrimEnd());
        text.Append(Line(
            $$$"""
                    for: {{{window.For}}}
                    labels:
                      severity: {{{window.Severity}}}
                      service: {{{objective.Service}}}
                      component: slo
                      long_window: {{{window.Long}}}
                      short_window: {{{window.Short}}}
                    annotations:
                      summary: {{{objective.Summary}}}
                      description: '{{ $value | humanizePercentage }} {{{objective.Errors}}} in the last {{{window.Long}}}; the error budget burns at more than {{{window.BurnRate}}} times the rate that it lasts 30 days at.'
                      runbook_url: https://github.com/speccursor/speccursor/blob/main/docs/runbooks/{{{objective.Alert}}}.md
                      dashboard_url: /d/speccursor-{{{objective.Dashboard}}}
            """));
    }

    private static void Block(StringBuilder text, string expression)
    {
        foreach (var line in expression.Split('\n'))
        {
            text.Append(Line($"          {line}"));
        }
    }

    private static string Line(FormattableString text) => FormattableString.Invariant(text) + "\n";
}
