using System.Net.ServerSentEvents;
using System.Text.Json;
using SpecCursor.Backing.Samples;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Testing;

namespace SpecCursor.AppHost.Tests.Upgrades;

/// <summary>What the tests of a repository print is seen at the API while they run.</summary>
[Collection(ObservedApp.Collection)]
public sealed class LiveOutputTests(ObservedApp observed) : IDisposable
{
    private readonly string _samples = TestDirectory.Create("samples");

    [Fact]
    public async Task Line_that_a_test_prints_is_read_before_the_tests_end()
    {
        // They would take minutes; the upgrade is cancelled in their middle, which an upgrade that has ended can't be.
        var scenario = SlowRepository.Create(
            Scenario.Load(UpgradeStage.SamplesFolder).Single(one => one.Sample == "node/uptime"), "watched", _samples, seconds: 300);
        using var stage = new UpgradeStage(observed.App);
        using var api = observed.App.CreateApiClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var upgrade = await stage.RequestAsync(scenario);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/v1/upgrades/{upgrade.Id}/output", UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await api.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        await using var body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(limit.Token);
        UpgradeOutput? seen = null;

        await foreach (var item in SseParser.Create(body).EnumerateAsync(limit.Token))
        {
            var entry = item.EventType == "output" ? JsonSerializer.Deserialize<UpgradeOutput>(item.Data, JsonSerializerOptions.Web) : null;
            if (seen is null && entry?.Lines.Any(line => line.Contains(SlowRepository.Line, StringComparison.Ordinal)) == true)
            {
                seen = entry;
                using var cancelled = await api.PostAsync(new Uri($"/api/v1/upgrades/{upgrade.Id}/cancel", UriKind.Relative), content: null, limit.Token);
                cancelled.EnsureSuccessStatusCode();
            }
        }

        Assert.Equal((UpgradeStep.Test, 1, "npm test"), (seen?.Step, seen?.Attempt, seen?.Command));
        Assert.Equal(UpgradeStatus.Cancelled, (await stage.EndOfAsync(scenario)).Status);
    }

    public void Dispose() => TestDirectory.Delete(_samples);
}
