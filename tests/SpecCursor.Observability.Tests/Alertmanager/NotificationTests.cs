using System.Text.Json.Nodes;

namespace SpecCursor.Observability.Tests.Alertmanager;

/// <summary>Alerts go in on one side, and what people and programs get is looked at on the other.</summary>
public sealed class NotificationTests(RunningAlertmanager alertmanager) : IClassFixture<RunningAlertmanager>
{
    [Fact]
    public async Task Critical_alert_reaches_slack_mail_pagerduty_and_webhooks_and_so_does_its_end()
    {
        var alert = Alert("QueueLost", "critical", "worker", "queue");
        await alertmanager.PostAsync(isResolved: false, alert);

        var slack = await alertmanager.Sink.Slack.WaitAsync(Mentions("[FIRING:1] QueueLost on worker (critical)"));
        Assert.Equal("#speccursor-alerts", (string?)slack["channel"]);
        var attachment = slack["attachments"]![0]!;
        Assert.Equal(("danger", "https://runbooks.example/QueueLost"), ((string?)attachment["color"], (string?)attachment["title_link"]));
        Assert.Contains("Summary of QueueLost\nWhat happened, in a sentence.", (string?)attachment["text"], StringComparison.Ordinal);
        Assert.Contains("Dashboard: https://grafana.example/d/speccursor-overview\n", (string?)attachment["text"], StringComparison.Ordinal);

        var page = await alertmanager.Sink.PagerDuty.WaitAsync(Mentions("QueueLost"));
        Assert.Equal(("trigger", RunningAlertmanager.PagerDutyKey), ((string?)page["event_action"], (string?)page["routing_key"]));
        var payload = page["payload"]!;
        Assert.Equal(
            ("critical", "QueueLost", "queue", "worker"),
            ((string?)payload["severity"], (string?)payload["class"], (string?)payload["component"], (string?)payload["group"]));

        var mail = await alertmanager.Mail.Mails.WaitAsync(text => text.Contains("QueueLost", StringComparison.Ordinal));
        Assert.Contains("Subject: [FIRING:1] QueueLost on worker (critical)", mail, StringComparison.Ordinal);
        Assert.Contains("To: on-call@speccursor.example", mail, StringComparison.Ordinal);
        Assert.Contains("https://runbooks.example/QueueLost", Unfolded(mail), StringComparison.Ordinal);
        Assert.Contains("https://grafana.example/d/speccursor-overview\"", Unfolded(mail), StringComparison.Ordinal);

        await alertmanager.Sink.Webhook.WaitAsync(Mentions("QueueLost"));
        var (authorization, _) = await alertmanager.Sink.Controller.WaitAsync(call => Mentions("QueueLost")(call.Body));
        Assert.Equal("Bearer " + RunningAlertmanager.ControllerKey, authorization);

        await alertmanager.PostAsync(isResolved: true, alert);

        var resolved = await alertmanager.Sink.Slack.WaitAsync(Mentions("[RESOLVED] QueueLost on worker (critical)"));
        Assert.Equal("good", (string?)resolved["attachments"]![0]!["color"]);
        var end = await alertmanager.Sink.PagerDuty.WaitAsync(body => Mentions("QueueLost")(body) && (string?)body["event_action"] == "resolve");
        Assert.Equal((string?)page["dedup_key"], (string?)end["dedup_key"]);
        await alertmanager.Mail.Mails.WaitAsync(text => text.Contains("Subject: [RESOLVED] QueueLost", StringComparison.Ordinal));
        await alertmanager.Sink.Webhook.WaitAsync(body => Mentions("QueueLost")(body) && (string?)body["status"] == "resolved");
        await alertmanager.Sink.Controller.WaitAsync(call => Mentions("QueueLost")(call.Body) && (string?)call.Body["status"] == "resolved");
    }

    [Fact]
    public async Task Warning_reaches_slack_and_wakes_nobody_up()
    {
        await alertmanager.PostAsync(isResolved: false, Alert("QueueSlow", "warning", "controller", "queue"));

        await alertmanager.Sink.Slack.WaitAsync(Mentions("QueueSlow"));
        await alertmanager.Sink.Webhook.WaitAsync(Mentions("QueueSlow"));
        Assert.DoesNotContain(alertmanager.Sink.PagerDuty.All, body => Mentions("QueueSlow")(body));
        Assert.DoesNotContain(alertmanager.Mail.Mails.All, text => text.Contains("QueueSlow", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Alerts_of_one_kind_come_as_one_notification()
    {
        await alertmanager.PostAsync(
            isResolved: false,
            Alert("DiskFull", "warning", "postgres", "host", ("device", "a")),
            Alert("DiskFull", "warning", "postgres", "host", ("device", "b")),
            Alert("DiskFull", "warning", "redis", "host", ("device", "c")));

        var both = await alertmanager.Sink.Slack.WaitAsync(Mentions("[FIRING:2] DiskFull on postgres"));
        Assert.NotNull(both);
        await alertmanager.Sink.Slack.WaitAsync(Mentions("[FIRING:1] DiskFull on redis"));
    }

    [Fact]
    public async Task Symptoms_of_a_service_that_is_down_stay_silent()
    {
        await alertmanager.PostAsync(isResolved: false, Alert("ServiceDown", "critical", "ai-service", "availability"));
        await alertmanager.Sink.Slack.WaitAsync(Mentions("ServiceDown"));
        await alertmanager.PostAsync(
            isResolved: false,
            Alert("PatchFailures", "warning", "ai-service", "ai"),
            Alert("PatchesStopped", "critical", "ai-service", "ai"),
            Alert("Elsewhere", "warning", "proof-engine", "ai"));

        // What came in with them and is not inhibited has been sent by now, and so would they have been.
        await alertmanager.Sink.Slack.WaitAsync(Mentions("Elsewhere"));
        await alertmanager.PostAsync(isResolved: false, Alert("ElsewhereLater", "warning", "proof-engine", "ai"));
        await alertmanager.Sink.Slack.WaitAsync(Mentions("ElsewhereLater"));
        Assert.DoesNotContain(alertmanager.Sink.Slack.All, body => Mentions("PatchFailures")(body) || Mentions("PatchesStopped")(body));
    }

    [Fact]
    public async Task What_is_critical_is_not_told_again_as_a_warning()
    {
        await alertmanager.PostAsync(isResolved: false, Alert("DeliveriesLost", "critical", "github-app", "webhooks"));
        await alertmanager.Sink.Slack.WaitAsync(Mentions("DeliveriesLost"));
        await alertmanager.PostAsync(
            isResolved: false,
            Alert("DeliveriesSlow", "warning", "github-app", "webhooks"),
            Alert("PublishingSlow", "warning", "github-app", "publishing"));

        // Another part of the same service is another matter.
        await alertmanager.Sink.Slack.WaitAsync(Mentions("PublishingSlow"));
        await alertmanager.PostAsync(isResolved: false, Alert("PublishingSlower", "warning", "github-app", "publishing"));
        await alertmanager.Sink.Slack.WaitAsync(Mentions("PublishingSlower"));
        Assert.DoesNotContain(alertmanager.Sink.Slack.All, body => Mentions("DeliveriesSlow")(body));
    }

    [Fact]
    public async Task Watchdog_goes_to_the_webhook_alone()
    {
        await alertmanager.PostAsync(isResolved: false, Alert("Watchdog", "info", "prometheus", "monitoring"));

        await alertmanager.Sink.Webhook.WaitAsync(Mentions("Watchdog"));
        Assert.DoesNotContain(alertmanager.Sink.Slack.All, body => Mentions("Watchdog")(body));
    }

    private static Func<JsonObject, bool> Mentions(string text) =>
        body => body.ToJsonString(s_readable).Contains(text, StringComparison.Ordinal);

    private static readonly System.Text.Json.JsonSerializerOptions s_readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Quoted-printable folds lines with a trailing equals sign.
    private static string Unfolded(string mail) => mail.Replace("=\r\n", "", StringComparison.Ordinal);

    private static Dictionary<string, string> Alert(
        string name, string severity, string service, string component, params (string Name, string Value)[] more)
    {
        var labels = more.ToDictionary(label => label.Name, label => label.Value);
        labels["alertname"] = name;
        labels["severity"] = severity;
        labels["service"] = service;
        labels["component"] = component;
        return labels;
    }
}
