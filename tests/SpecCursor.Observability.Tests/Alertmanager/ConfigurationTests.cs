using SpecCursor.Observability.Tests.Files;
using SpecCursor.Observability.Tests.Prometheus;
using SpecCursor.Observability.Tests.Tools;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Alertmanager;

/// <summary>The file itself: whole, strict, and with every alert going where it should.</summary>
public sealed class ConfigurationTests
{
    private const string File = "containers/alertmanager/alertmanager.yml";

    [Fact]
    public void Configuration_follows_the_schema() => ConfigurationSchema.Load("alertmanager").Accepts(YamlFile.Read(File));

    [Fact]
    public async Task Configuration_and_templates_are_accepted() => await Tool.Amtool.RunCheckedAsync("check-config", File);

    [Fact]
    public void Configuration_has_no_secret_in_it()
    {
        var text = System.IO.File.ReadAllText(Repository.PathOf(File));

        foreach (var key in new[] { "slack_api_url:", "routing_key:", "service_key:", "password:", "credentials:", "api_url:" })
        {
            Assert.DoesNotContain(key, text, StringComparison.Ordinal);
        }
    }

    public static TheoryData<string, string, string> Routes()
    {
        var routes = new TheoryData<string, string, string>();
        foreach (var component in RuleFiles.Alerts.Concat(RuleFiles.LogAlerts).Select(alert => alert.Labels["component"]).Distinct())
        {
            routes.Add("critical", component, "speccursor,webhook,on-call");
            routes.Add("warning", component, "speccursor,webhook,slack");
            routes.Add("info", component, "speccursor,webhook,slack");
        }

        return routes;
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Alert_goes_to_its_receivers(string severity, string component, string receivers)
    {
        var printed = await Tool.Amtool.RunCheckedAsync(
            "config", "routes", "test", $"--config.file={File}", $"severity={severity}", $"component={component}", "service=worker");

        Assert.Equal(receivers, printed.Trim());
    }

    [Fact]
    public async Task Watchdog_goes_to_the_webhook() => Assert.Equal(
        "webhook",
        (await Tool.Amtool.RunCheckedAsync("config", "routes", "test", $"--config.file={File}", "alertname=Watchdog", "severity=info")).Trim());

    [Fact]
    public async Task Alert_without_labels_is_not_lost() => Assert.Equal(
        "slack", (await Tool.Amtool.RunCheckedAsync("config", "routes", "test", $"--config.file={File}", "alertname=Odd")).Trim());
}
