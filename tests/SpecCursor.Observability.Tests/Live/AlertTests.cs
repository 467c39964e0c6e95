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
        var throttle = await api.WaitForResponseAsync("throttle_sender", target: null);
        Assert.Equal(("WebhookSignatureBurst", "succeeded"), (throttle.Alert, throttle.Outcome));
        await DeliverUntilAsync(stranger, HttpStatusCode.TooManyRequests, times: 1);

        using var reverted = await api.PostAsync(new Uri($"/api/v1/remediations/{throttle.Id}/revert", UriKind.Relative), content: null);

        Assert.Equal(HttpStatusCode.OK, reverted.StatusCode);
        await DeliverUntilAsync(stranger, HttpStatusCode.Unauthorized, times: 5);
    }

    [Fact]
    public async Task Failing_upgrades_of_two_ecosystems_are_one_notification_and_pause_both_until_somebody_reverts_it()
    {
        using var api = live.App.CreateApiClient();
        string[] ecosystems = ["rust", "python"];
        var created = await Task.WhenAll(Enumerable.Range(0, 8).SelectMany(
            number => ecosystems.Select(ecosystem => StatusOfRequestAsync(api, $"nobody/nothing-{number}", ecosystem))));
        Assert.All(created, status => Assert.Equal(HttpStatusCode.Created, status));

        // Alerts of one name, service and component belong together, and what was told of one before is told again with both.
        var told = await live.Sink.Slack.WaitAsync(
            body => Mentions("EcosystemFailing on controller (critical)")(body) && ecosystems.All(ecosystem => Mentions($"Nearly all upgrades of {ecosystem} fail")(body)));
        Assert.DoesNotContain("[FIRING:1]", told.ToJsonString(), StringComparison.Ordinal);
        foreach (var ecosystem in ecosystems)
        {
            var pause = await api.WaitForResponseAsync("pause_ecosystem", ecosystem);
            Assert.Equal(("EcosystemFailing", "succeeded"), (pause.Alert, pause.Outcome));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusOfRequestAsync(api, "nobody/refused", ecosystem));

            using var reverted = await api.PostAsync(new Uri($"/api/v1/remediations/{pause.Id}/revert", UriKind.Relative), content: null);

            Assert.Equal(HttpStatusCode.OK, reverted.StatusCode);
        }
    }

    [Fact]
    public async Task Watchdog_says_that_alerts_get_through() => await live.Sink.Webhook.WaitAsync(Mentions("Watchdog"));

    private static Func<JsonObject, bool> Mentions(string text) => body =>
        body.ToJsonString(s_plain).Contains(text, StringComparison.Ordinal);

    private static readonly System.Text.Json.JsonSerializerOptions s_plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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

    private static async Task<HttpStatusCode> StatusOfRequestAsync(HttpClient api, string repository, string ecosystem)
    {
        using var response = await api.PostAsJsonAsync(
            new Uri("/api/v1/upgrades", UriKind.Relative),
            new CreateUpgradeRequest { Repository = repository, Ecosystem = ecosystem, PackageName = "nothing", TargetVersion = "1.0.200" });
        return response.StatusCode;
    }
}
