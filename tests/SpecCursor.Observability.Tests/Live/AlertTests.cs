using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SpecCursor.Contracts.Api;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>Real failures of the real application, and what comes of them: the rule, the route, the notification, the response.</summary>
[Collection(LiveApp.Collection)]
public sealed class AlertTests(LiveApp live)
{
    [Fact]
    public async Task Wrong_signatures_are_told_and_very_many_have_their_sender_slowed_down_until_somebody_reverts_it()
    {
        using var gitHubApp = live.App.CreateClient("github-app");
        using var api = live.App.CreateApiClient();
        using var stranger = new Stranger(gitHubApp.BaseAddress!);
        for (var number = 0; number < 12; number++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await stranger.DeliverAsync());
        }

        var told = await live.Sink.Slack.WaitAsync(Mentions("WebhookSignatureFailures on github-app (warning)"));

        Assert.Contains("docs/runbooks/WebhookSignatureFailures.md", told.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(live.Sink.PagerDuty.All, body => Mentions("WebhookSignatureFailures")(body));

        for (var number = 0; number < 50; number++)
        {
            await stranger.DeliverAsync();
        }

        await live.Sink.PagerDuty.WaitAsync(Mentions("WebhookSignatureBurst on github-app (critical)"));
        var throttle = await InForceAsync(api, "throttle_sender");
        Assert.Equal(("WebhookSignatureBurst", "succeeded"), (throttle.Alert, throttle.Outcome));
        await DeliverUntilAsync(stranger, HttpStatusCode.TooManyRequests, times: 1);

        using var reverted = await api.PostAsync(new Uri($"/api/v1/remediations/{throttle.Id}/revert", UriKind.Relative), content: null);

        Assert.Equal(HttpStatusCode.OK, reverted.StatusCode);
        await DeliverUntilAsync(stranger, HttpStatusCode.Unauthorized, times: 5);
    }

    [Fact]
    public async Task Stopped_service_wakes_somebody_up_and_its_return_is_told_too()
    {
        await live.App.StopAsync("proof-engine");

        var page = await live.Sink.PagerDuty.WaitAsync(Mentions("ServiceDown on proof-engine (critical)"));
        await live.Mail.Mails.WaitAsync(mail => mail.Contains("ServiceDown on proof-engine", StringComparison.Ordinal));
        await live.Sink.Slack.WaitAsync(Mentions("ServiceDown on proof-engine (critical)"));

        await live.App.StartAsync("proof-engine");

        var end = await live.Sink.PagerDuty.WaitAsync(body => Mentions("ServiceDown on proof-engine")(body) && (string?)body["event_action"] == "resolve");
        Assert.Equal((string?)page["dedup_key"], (string?)end["dedup_key"]);
        await live.Sink.Slack.WaitAsync(Mentions("[RESOLVED] ServiceDown on proof-engine"));
    }

    [Fact]
    public async Task Failing_upgrades_pause_their_ecosystem_until_somebody_reverts_it()
    {
        using var api = live.App.CreateApiClient();
        for (var number = 0; number < 8; number++)
        {
            using var response = await CreateAsync(api, $"nobody/nothing-{number}");
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        var told = await live.Sink.Slack.WaitAsync(Mentions("EcosystemFailing on controller (critical)"));
        Assert.Contains("Nearly all upgrades of rust fail", told.ToJsonString(), StringComparison.Ordinal);
        var pause = await InForceAsync(api, "pause_ecosystem");
        Assert.Equal(("EcosystemFailing", "rust", "succeeded"), (pause.Alert, pause.Target, pause.Outcome));
        using var refused = await CreateAsync(api, "nobody/refused");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);

        using var reverted = await api.PostAsync(new Uri($"/api/v1/remediations/{pause.Id}/revert", UriKind.Relative), content: null);

        Assert.Equal(HttpStatusCode.OK, reverted.StatusCode);
    }

    [Fact]
    public async Task Watchdog_says_that_alerts_get_through() => await live.Sink.Webhook.WaitAsync(Mentions("Watchdog"));

    private static Func<JsonObject, bool> Mentions(string text) => body =>
        body.ToJsonString(s_plain).Contains(text, StringComparison.Ordinal);

    private static readonly System.Text.Json.JsonSerializerOptions s_plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<RemediationResource> InForceAsync(HttpClient api, string action)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var page = await api.GetFromJsonAsync<PageOf<RemediationResource>>(new Uri("/api/v1/remediations?live=true", UriKind.Relative), limit.Token);
            if (page!.Items.FirstOrDefault(item => item.Action == action) is { } response)
            {
                return response;
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private static async Task DeliverUntilAsync(Stranger stranger, HttpStatusCode status, int times)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var seen = 0; seen < times;)
        {
            seen = await stranger.DeliverAsync() == status ? seen + 1 : 0;
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private static Task<HttpResponseMessage> CreateAsync(HttpClient api, string repository) => api.PostAsJsonAsync(
        new Uri("/api/v1/upgrades", UriKind.Relative),
        new CreateUpgradeRequest { Repository = repository, Ecosystem = "rust", PackageName = "serde", TargetVersion = "1.0.200" });
}
