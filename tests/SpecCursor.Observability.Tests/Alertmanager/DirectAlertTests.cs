using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpecCursor.Observability.Tests.Prometheus;
using SpecCursor.ServiceDefaults;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.Observability.Tests.Alertmanager;

/// <summary>Critical alerts that a service raises itself, through a real Alertmanager, with nothing of Prometheus there.</summary>
public sealed class DirectAlertTests(RunningAlertmanager alertmanager) : IClassFixture<RunningAlertmanager>
{
    [Fact]
    public async Task Burst_of_wrong_signatures_is_told_without_prometheus_and_once()
    {
        using var gitHubApp = await StartAsync("github-app");
        var metrics = gitHubApp.Services.GetRequiredService<SpecCursorMetrics>();
        for (var number = 0; number < 50; number++)
        {
            metrics.SignatureFailed("mismatch");
        }

        var page = await alertmanager.Sink.PagerDuty.WaitAsync(IsAbout("WebhookSignatureBurst"));
        await alertmanager.Sink.Slack.WaitAsync(IsAbout("[FIRING:1] WebhookSignatureBurst on github-app (critical)"));
        Assert.Contains("50 deliveries of the last 5 minutes", page.ToJsonString(), StringComparison.Ordinal);

        // Then Prometheus sees what the service saw.
        var rule = RuleFiles.Alerts.Single(alert => alert.Name == "WebhookSignatureBurst");
        await alertmanager.PostAsync(isResolved: false, new Dictionary<string, string>(rule.Labels) { ["alertname"] = rule.Name });
        await alertmanager.PostAsync(isResolved: false, new Dictionary<string, string>
        {
            ["alertname"] = "AfterTheTwin",
            ["severity"] = "critical",
            ["service"] = "somewhere",
            ["component"] = "security",
        });
        await alertmanager.Sink.Slack.WaitAsync(IsAbout("AfterTheTwin"));

        Assert.Single(await alertmanager.ListAsync(), alert => (string?)alert!["labels"]!["alertname"] == "WebhookSignatureBurst");
        Assert.Single(alertmanager.Sink.PagerDuty.All, body => IsAbout("WebhookSignatureBurst")(body));
    }

    [Fact]
    public async Task Secret_in_a_patch_and_an_escape_are_told_at_the_first_attempt()
    {
        using var service = await StartAsync("ai-service");
        var metrics = service.Services.GetRequiredService<SpecCursorMetrics>();

        metrics.SuspiciousActivity("replay");
        metrics.SuspiciousActivity("secret_leak");
        metrics.SuspiciousActivity("sandbox_escape");

        await alertmanager.Sink.PagerDuty.WaitAsync(IsAbout("SecretLeakAttempt on ai-service (critical)"));
        await alertmanager.Sink.PagerDuty.WaitAsync(IsAbout("SandboxEscapeAttempt on ai-service (critical)"));
    }

    [Fact]
    public async Task Many_dead_letters_are_told_by_their_queue()
    {
        using var service = await StartAsync("controller");
        var metrics = service.Services.GetRequiredService<SpecCursorMetrics>();
        for (var number = 0; number < 11; number++)
        {
            metrics.DeadLettered("ai_service");
        }

        var page = await alertmanager.Sink.PagerDuty.WaitAsync(IsAbout("DeadLetterBurst on ai-service (critical)"));

        Assert.Contains("More than 10 messages of the queue ai_service", page.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dead_alertmanager_beside_a_living_one_holds_nothing_up()
    {
        using var service = await StartAsync("proof-engine", "http://127.0.0.1:9");

        service.Services.GetRequiredService<SpecCursorMetrics>().SuspiciousActivity("secret_leak");

        await alertmanager.Sink.PagerDuty.WaitAsync(IsAbout("SecretLeakAttempt on proof-engine (critical)"));
    }

    private async Task<IHost> StartAsync(string service, params string[] before)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var addresses = before.Append(alertmanager.Address.ToString()).Select(
            (address, index) => KeyValuePair.Create<string, string?>($"SpecCursor:Alerting:Alertmanagers:{index}", address));
        builder.Configuration.AddInMemoryCollection([new("OTEL_SERVICE_NAME", service), .. addresses]);
        builder.AddServiceDefaults();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static Func<JsonObject, bool> IsAbout(string text) => body => body.ToJsonString().Contains(text, StringComparison.Ordinal);
}
