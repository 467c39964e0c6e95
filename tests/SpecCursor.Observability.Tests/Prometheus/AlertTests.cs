using SpecCursor.Observability.Tests.Tools;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Prometheus;

/// <summary>Every alert is tested both ways, says what a person needs, and has a page that says what to do.</summary>
public sealed class AlertTests
{
    private const string Runbooks = "https://github.com/speccursor/speccursor/blob/main/";

    private static readonly string[] Dashboards = ["overview", "upgrades", "ai", "proofs", "security", "infrastructure"];

    public static TheoryData<string> TestPaths => [.. RuleFiles.TestPaths];

    public static TheoryData<string> Alerts => [.. RuleFiles.Alerts.Select(alert => alert.Name).Distinct()];

    [Theory]
    [MemberData(nameof(TestPaths))]
    public async Task Alerts_fire_and_are_silent_as_their_tests_say(string path) => await Tool.Promtool.RunCheckedAsync("test", "rules", path);

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Alert_has_a_case_in_which_it_fires_for_each_of_its_rules(string alert)
    {
        foreach (var rule in RulesOf(alert))
        {
            Assert.True(
                RuleFiles.Cases.Any(test => test.Alert == alert && test.Firing.Any(rule.MayGive)),
                $"{rule} ({string.Join(", ", rule.Labels)}) has no test in which it fires.");
        }
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Alert_has_a_case_in_which_it_is_silent(string alert)
    {
        // It fires always, by design: silence is what it is there to be noticed by.
        var isSilent = RuleFiles.Cases.Any(test => test.Alert == alert && test.Firing.Count == 0);

        Assert.True(isSilent != (alert == "Watchdog"), $"{alert} {(isSilent ? "has" : "has no")} test in which it is silent.");
    }

    [Fact]
    public void Tests_are_of_alerts_that_exist() => Assert.Empty(
        RuleFiles.Cases.Select(test => test.Alert).Except(RuleFiles.Alerts.Select(alert => alert.Name)));

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Alert_says_how_bad_it_is_and_whose(string alert)
    {
        foreach (var rule in RulesOf(alert))
        {
            Assert.True(rule.Labels.GetValueOrDefault("severity") is "info" or "warning" or "critical", $"{rule} has no severity.");
            Assert.True(
                rule.Labels.ContainsKey("service") || ExpressionLabels.OfResult(rule.Expression).Contains("service"), $"{rule} names no service.");
            var component = Path.GetFileNameWithoutExtension(rule.File).Replace("alerts-", "", StringComparison.Ordinal);
            Assert.True(rule.Labels.GetValueOrDefault("component") == component, $"{rule} is not of the component {component}.");
        }
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Alert_tells_people_what_it_means_and_where_to_go(string alert)
    {
        foreach (var rule in RulesOf(alert))
        {
            Assert.True(rule.Annotations.GetValueOrDefault("summary") is { Length: > 0 and < 120 }, $"{rule} has no short summary.");
            Assert.True(rule.Annotations.GetValueOrDefault("description") is { Length: > 0 and < 400 }, $"{rule} has no description.");
            Assert.True(
                Dashboards.Contains(rule.Annotations.GetValueOrDefault("dashboard_url")?.Replace("/d/speccursor-", "", StringComparison.Ordinal)),
                $"{rule} leads to no dashboard.");
            Assert.True(
                rule.Annotations.GetValueOrDefault("runbook_url") == $"{Runbooks}{rule.Runbook}", $"{rule} leads to no runbook of its own.");
        }
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Texts_of_an_alert_use_labels_that_it_has(string alert)
    {
        foreach (var rule in RulesOf(alert))
        {
            var labels = ExpressionLabels.OfResult(rule.Expression);
            var used = rule.Annotations.Values.Concat(rule.Labels.Values).SelectMany(ExpressionLabels.InTemplate);
            Assert.All(used, label => Assert.True(labels.Contains(label), $"{rule} uses $labels.{label}, which its expression does not keep."));
        }
    }

    [Fact]
    public void Responses_that_alerts_declare_exist()
    {
        var remedies = string.Concat(
            Repository.FilesBelow("services/SpecCursor.Controller/Remediation/Remedies", "*.cs").Select(path => File.ReadAllText(Repository.PathOf(path))));

        Assert.All(
            RuleFiles.Alerts.Where(alert => alert.Labels.ContainsKey("remediation")),
            alert => Assert.True(remedies.Contains($"\"{alert.Labels["remediation"]}\"", StringComparison.Ordinal), $"{alert} declares an unknown response."));
    }

    private static IEnumerable<AlertRule> RulesOf(string alert) => RuleFiles.Alerts.Where(rule => rule.Name == alert);
}
