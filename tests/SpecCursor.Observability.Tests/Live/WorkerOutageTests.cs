using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SpecCursor.Contracts.Api;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>
/// The worker stops, and upgrades are asked for all the same: people are told of the cause and not of its symptom, and once the cause is gone
/// the symptom is told as well, and is responded to.
/// </summary>
[Collection(LiveApp.Collection)]
public sealed class WorkerOutageTests(LiveApp live)
{
    private const string Cause = "ServiceDown";
    private const string Symptom = "QueueBacklog";
    private const string Worker = "worker";

    // The rule's threshold is 100.
    private const int Upgrades = 120;
    private const int AtOnce = 8;

    private const string Running = "count(up{job=\"services\",service=\"worker\"} == 1)";
    private const string Known = "count(up{job=\"services\",service=\"worker\"})";

    [Fact]
    public async Task Stopped_worker_is_told_everywhere_its_backlog_only_when_it_is_back_and_then_another_worker_helps()
    {
        using var api = live.App.CreateApiClient();
        using var prometheus = new LivePrometheus(live.App.AddressOf("prometheus", "tcp"));
        using var alertmanager = new LiveAlertmanager(live.App.AddressOf("alertmanager", "tcp"));
        await WaitForAsync(prometheus, Running, 1);

        // Without warning, as a crash would.
        await live.App.KillAsync(Worker);
        var isGone = true;
        try
        {
            var page = await IsToldEverywhereAsync();
            await RequestAsync(api);
            await IsInhibitedAsync(alertmanager);
            await using var held = await HeldQueue.OfWorkerAsync(await live.App.ConnectionStringAsync("speccursor"));

            // Nothing was said of it, to people or to programs, and so nothing was done.
            Assert.DoesNotContain(live.Sink.Slack.All, body => Mentions(body, Symptom));
            Assert.DoesNotContain(live.Sink.Webhook.All, body => Mentions(body, Symptom));
            Assert.DoesNotContain(await api.ListResponsesAsync(), response => response.Alert == Symptom);

            await live.App.StartAsync(Worker);
            isGone = false;
            await IsResolvedEverywhereAsync(page);

            var told = await live.Sink.Slack.WaitAsync(body => Mentions(body, $"{Symptom} on {Worker} (warning)"));
            Assert.Contains($"docs/runbooks/{Symptom}.md", told.ToString(), StringComparison.Ordinal);
            await WaitForAsync(prometheus, Running, 2);
            Assert.Equal(1, await prometheus.ValueAsync("up{service=\"worker\",instance=\"worker-2\"}", CancellationToken.None));
            var response = Assert.Single(await api.ListResponsesAsync(), response => response.Alert == Symptom);
            Assert.Equal(("scale_out", Worker, "succeeded", null), (response.Action, response.Target, response.Outcome, response.EndedBy));
        }
        finally
        {
            if (isGone)
            {
                // Others need it.
                await live.App.StartAsync(Worker);
            }
        }

        // It is worked off: the response ends with the alert, and the second worker with the response; gone from the files, and not only down.
        await live.Sink.Slack.WaitAsync(body => Mentions(body, $"[RESOLVED] {Symptom} on {Worker}"));
        await WaitForAsync(prometheus, Known, 1);
        Assert.Equal("alertmanager", Assert.Single(await api.ListResponsesAsync(), response => response.Alert == Symptom).EndedBy);
        var scale = await api.GetFromJsonAsync<ScaleResource>(new Uri("/api/v1/scaling/worker", UriKind.Relative));
        Assert.Equal((1, 2), (scale!.Replicas, scale.Maximum));
        await WaitForAsync(prometheus, "speccursor:queue_depth:max{queue=\"worker\"}", 0);
    }

    /// <returns>What PagerDuty got.</returns>
    private async Task<JsonObject> IsToldEverywhereAsync()
    {
        const string Title = $"{Cause} on {Worker} (critical)";
        var page = await live.Sink.PagerDuty.WaitAsync(body => Mentions(body, Title));
        Assert.Equal("trigger", (string?)page["event_action"]);
        await live.Sink.Slack.WaitAsync(body => Mentions(body, $"[FIRING:1] {Title}"));
        await live.Mail.Mails.WaitAsync(mail => mail.Contains($"Subject: [FIRING:1] {Title}", StringComparison.Ordinal));
        await live.Sink.Webhook.WaitAsync(body => IsAboutCause(body, "firing"));
        return page;
    }

    private async Task IsResolvedEverywhereAsync(JsonObject page)
    {
        const string Title = $"[RESOLVED] {Cause} on {Worker} (critical)";
        var end = await live.Sink.PagerDuty.WaitAsync(body => Mentions(body, $"{Cause} on {Worker}") && (string?)body["event_action"] == "resolve");
        Assert.Equal((string?)page["dedup_key"], (string?)end["dedup_key"]);
        await live.Sink.Slack.WaitAsync(body => Mentions(body, Title));
        await live.Mail.Mails.WaitAsync(mail => mail.Contains($"Subject: {Title}", StringComparison.Ordinal));
        await live.Sink.Webhook.WaitAsync(body => IsAboutCause(body, "resolved"));
    }

    /// <summary>Repositories that are not there: nothing has to be downloaded for them.</summary>
    private static async Task RequestAsync(HttpClient api)
    {
        await Parallel.ForAsync(0, Upgrades, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, cancellationToken) =>
        {
            using var response = await api.PostAsJsonAsync(
                new Uri("/api/v1/upgrades", UriKind.Relative),
                new CreateUpgradeRequest { Repository = $"nobody/waits-{number}", Ecosystem = "go", PackageName = "golang.org/x/text", TargetVersion = "0.20.0" },
                cancellationToken);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        });
    }

    private static Task IsInhibitedAsync(LiveAlertmanager alertmanager)
    {
        JsonNode? symptom = null;
        return LivePrometheus.WaitAsync(
            async cancellationToken =>
            {
                var cause = await alertmanager.FindAsync(Cause, Worker, cancellationToken);
                symptom = await alertmanager.FindAsync(Symptom, Worker, cancellationToken);
                return (string?)symptom?["status"]!["state"] == "suppressed"
                    && symptom["status"]!["inhibitedBy"]!.AsArray().Any(source => (string?)source == (string?)cause?["fingerprint"]);
            },
            () => Task.FromResult($"The backlog's alert is not inhibited by that of the stopped worker: {symptom}"));
    }

    private static Task WaitForAsync(LivePrometheus prometheus, string query, double value) => LivePrometheus.WaitAsync(
        async cancellationToken => await prometheus.ValueAsync(query, cancellationToken) == value,
        async () => $"{query} is {await prometheus.ValueAsync(query, CancellationToken.None)}:\n{string.Join('\n', await prometheus.TargetsAsync(CancellationToken.None))}");

    private static bool IsAboutCause(JsonObject body, string status) =>
        (string?)body["status"] == status && (string?)body["groupLabels"]?["alertname"] == Cause && (string?)body["groupLabels"]?["service"] == Worker;

    private static bool Mentions(JsonObject body, string text) => body.ToString().Contains(text, StringComparison.Ordinal);
}
