using System.Text.RegularExpressions;
using SpecCursor.ServiceDefaults.Alerting;

namespace SpecCursor.Observability.Tests.Prometheus;

/// <summary>What services raise themselves is to Alertmanager the same alert as that of the rule, and means the same.</summary>
public sealed partial class CriticalTwinTests
{
    private const string Emitter = "worker";

    public static TheoryData<string> Alerts => [.. CriticalRules.All.Select(rule => rule.Alert)];

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Labels_are_those_of_the_rule(string alert)
    {
        var (direct, rule) = Pair(alert);
        var labels = rule.Labels.ToDictionary(label => label.Key, label => Expanded(label.Value, direct));

        Assert.Equal("critical", labels["severity"]);
        Assert.Equal(direct.Component, labels["component"]);
        // A rule that names no service has the one of the series, which is the one that raises it.
        if (labels.TryGetValue("service", out var service) && direct.Apart is not null)
        {
            Assert.Equal(service, direct.Service(Emitter, "proof_engine"));
        }

        var expected = direct.Apart is null ? new HashSet<string>() : [direct.Apart];
        var ofExpression = ExpressionLabels.OfResult(rule.Expression).Except(["service"]).ToHashSet();
        Assert.Equal(expected, ofExpression);
        Assert.Equal(direct.Remediation, labels.GetValueOrDefault("remediation"));
        Assert.Empty(labels.Keys.Except(["severity", "service", "component", "remediation"]));
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Series_threshold_and_window_are_those_of_the_rule(string alert)
    {
        var (direct, rule) = Pair(alert);
        var only = direct.Only is { } label ? $$"""{{{label.Key}}="{{label.Value}}"}""" : "";

        Assert.Contains($"increase({direct.Metric.Name}{only}[{direct.Window.TotalMinutes}m])", rule.Expression, StringComparison.Ordinal);
        Assert.DoesNotContain("for", rule.Labels.Keys);
        var comparison = Comparison().Match(rule.Expression);
        var bound = int.Parse(comparison.Groups["bound"].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(direct.Threshold, comparison.Groups["operator"].Value == ">" ? bound + 1 : bound);
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Words_are_those_of_the_rule(string alert)
    {
        var (direct, rule) = Pair(alert);

        Assert.Equal(Placeholders(rule.Annotations["summary"]), direct.Summary);
        Assert.Equal(Placeholders(rule.Annotations["description"]), direct.Description);
        Assert.Equal(rule.Annotations["dashboard_url"], direct.Dashboard);
        Assert.Equal(rule.Annotations["runbook_url"], new Uri(new AlertingOptions().Runbooks, $"{alert}.md").ToString());
    }

    private static (CriticalRule Direct, AlertRule Rule) Pair(string alert) => (
        CriticalRules.All.Single(rule => rule.Alert == alert), RuleFiles.Alerts.Single(rule => rule.Name == alert));

    private static string Expanded(string label, CriticalRule rule) =>
        label.Contains("reReplaceAll", StringComparison.Ordinal) && rule.Apart == "queue" ? "proof-engine" : label;

    private static string Placeholders(string text) => Templates().Replace(
        text, match => match.Groups["label"].Success ? $"{{{match.Groups["label"].Value}}}" : "{count}");

    [GeneratedRegex(@"\{\{ (\$labels\.(?<label>\w+)|\$value[^}]*) \}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Templates();

    [GeneratedRegex(@"\) (?<operator>>=?) (?<bound>\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Comparison();
}
