using System.Net;
using System.Net.Http.Json;
using System.Text;
using SpecCursor.Backing.Samples;
using SpecCursor.Cli.Demo;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Observability.Tests.Live;
using SpecCursor.Testing;
using CorpusOfSecrets = SpecCursor.ServiceDefaults.Tests.Redaction.Secrets;

namespace SpecCursor.Observability.Tests.Secrets;

/// <summary>Secrets go in wherever something can be put in, and come out nowhere.</summary>
[Collection(LiveApp.Collection)]
public sealed class SecretTests(LiveApp live) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly string _samples = TestDirectory.Create("leaks");

    [Fact]
    public async Task Secret_shows_up_in_no_log_span_metric_alert_or_pull_request()
    {
        await PutIntoRequestsAsync();
        await PutIntoDeliveriesAsync();
        var (passed, failed) = await PutIntoRepositoriesAsync();

        // It got in: the output that has the secrets was read, and says so beside them.
        Assert.Equal((UpgradeStatus.Completed, UpgradeStatus.Failed), (passed.Status, failed.Status));
        using var api = live.App.CreateApiClient();
        var answers = new List<(string Place, string Text)>();
        foreach (var part in new[] { "", "/steps", "/patches", "/proofs" })
        {
            answers.Add(($"API, upgrade{part}", await api.GetStringAsync(new Uri($"/api/v1/upgrades/{failed.Id}{part}", UriKind.Relative))));
        }

        Assert.Contains(answers, answer => answer.Text.Contains(LeakyRepository.Marker, StringComparison.Ordinal));
        await live.Telemetry.WaitForAsync(
            telemetry => new[] { passed, failed }.All(upgrade => telemetry.Logs.Any(log => log.TraceId == upgrade.TraceId && log.Service == "controller" && log.Body.Contains("ended as", StringComparison.Ordinal))),
            Patience);

        List<(string Place, string Text)> signals = [.. await AllSignals.CollectAsync(live), .. answers];
        Assert.Contains(signals, signal => signal.Place.StartsWith("pull request", StringComparison.Ordinal) && signal.Text.Contains(passed.Id.ToString(), StringComparison.Ordinal));
        var leaks = (
            from secret in CorpusOfSecrets.Corpus
            from signal in signals
            where signal.Text.Contains(secret.Secret, StringComparison.Ordinal)
            select $"{secret.Name} in {signal.Place}: …{Around(signal.Text, secret.Secret)}…").Distinct().Take(20).ToList();
        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
    }

    public void Dispose() => TestDirectory.Delete(_samples);

    private async Task PutIntoRequestsAsync()
    {
        using var api = live.App.CreateApiClient();
        using var stranger = live.App.CreateClient("controller");
        foreach (var (_, text, _) in CorpusOfSecrets.Corpus)
        {
            using var named = await api.PostAsJsonAsync(
                new Uri($"/api/v1/upgrades?access_token={Uri.EscapeDataString(text)}", UriKind.Relative),
                new CreateUpgradeRequest { Repository = text, Ecosystem = text, PackageName = text, TargetVersion = text });
            using var malformed = await api.PostAsync(new Uri("/api/v1/upgrades", UriKind.Relative), new StringContent($"{{\"repository\": \"{text}", Encoding.UTF8, "application/json"));
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/upgrades", UriKind.Relative));
            var line = text.ReplaceLineEndings(" ");
            request.Headers.TryAddWithoutValidation("X-Correlation-Id", line);
            request.Headers.TryAddWithoutValidation("X-Api-Key", line);
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {line}");
            request.Headers.TryAddWithoutValidation("User-Agent", line);
            using var refused = await stranger.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    private async Task PutIntoDeliveriesAsync()
    {
        using var gitHubApp = live.App.CreateClient("github-app");
        foreach (var (_, text, _) in CorpusOfSecrets.Corpus)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/github/webhooks", UriKind.Relative))
            {
                Content = new StringContent($"{{\"comment\":{{\"body\":\"{text}\"}}}}", Encoding.UTF8, "application/json"),
            };
            var line = text.ReplaceLineEndings(" ");
            request.Headers.TryAddWithoutValidation("X-GitHub-Event", line);
            request.Headers.TryAddWithoutValidation("X-GitHub-Delivery", line);
            request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", line);
            using var refused = await gitHubApp.SendAsync(request);
            Assert.True((int)refused.StatusCode is >= 400 and < 500, $"A delivery was answered with {(int)refused.StatusCode}.");
        }
    }

    private async Task<(UpgradeResource Passed, UpgradeResource Failed)> PutIntoRepositoriesAsync()
    {
        var scenarios = LeakyRepository.Write(_samples);
        using var gitHubApp = live.App.CreateClient("github-app");
        using var api = live.App.CreateApiClient();
        var demo = new DemoRun(
            new SampleForge(_samples, live.App.Forge), new WebhookSender(gitHubApp, live.App.WebhookSecret, TimeProvider.System), new UpgradeClient(api), (_, _) => { });
        var results = await demo.RunAsync(scenarios, CancellationToken.None);
        return (results[0].Upgrade!, results[1].Upgrade!);
    }

    private static string Around(string text, string secret)
    {
        var at = text.IndexOf(secret, StringComparison.Ordinal);
        var start = Math.Max(0, at - 80);
        return text[start..Math.Min(text.Length, at + secret.Length + 20)];
    }
}
