using System.Net;
using SpecCursor.GitHubApp.Tests.Harness;
using SpecCursor.Testing.Postgres;

namespace SpecCursor.GitHubApp.Tests.Webhooks.Throttling;

[Collection(PostgresCollection.Name)]
public sealed class WebhookThrottleTests(PostgresFixture postgres) : IAsyncLifetime
{
    private AppHost _app = null!;
    private FakeController _controller = null!;

    public async Task InitializeAsync()
    {
        _controller = await FakeController.StartAsync();
        _app = await AppHost.StartAsync(await postgres.CreateDatabaseAsync(), new Dictionary<string, string?>
        {
            ["services:controller:http:0"] = _controller.Address,
            ["SpecCursor:Webhooks:Throttle:Check"] = "00:00:00.050",
            ["SpecCursor:Webhooks:Throttle:Suspicion"] = "5",
        });
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _controller.DisposeAsync();
    }

    [Fact]
    public async Task Noisy_sender_is_told_to_come_back_while_the_controller_has_it_so_and_no_longer()
    {
        _controller.Respond("throttle_sender");
        var refused = await UntilAsync(HttpStatusCode.TooManyRequests);

        Assert.Equal("sender-throttled", refused.Code);
        Assert.Contains("Try again in 1 s", refused.Body, StringComparison.Ordinal);
        Assert.True(await _app.MetricAsync("speccursor_webhook_signature_failures_total", "reason=\"throttled\"") > 0);

        _controller.Respond("pause_ecosystem");
        await UntilAsync(HttpStatusCode.Unauthorized, times: 5);
    }

    [Fact]
    public async Task Sender_with_the_secret_gets_through_and_is_slowed_down_no_longer()
    {
        _controller.Respond("throttle_sender");
        await UntilAsync(HttpStatusCode.TooManyRequests);

        await Eventually.ReturnsAsync(async () => (await _app.DeliverAsync("ping", "{}")).Status == HttpStatusCode.OK ? "through" : null);

        for (var number = 0; number < 10; number++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await WrongAsync()).Status);
        }
    }

    [Fact]
    public async Task Controller_is_asked_with_the_key_and_makes_no_trace_of_it()
    {
        var asked = await Eventually.ReturnsAsync(() => Task.FromResult(_controller.Asked));

        Assert.Equal(AppHost.ApiKey, asked["X-Api-Key"]);
        Assert.EndsWith("-00", asked["traceparent"], StringComparison.Ordinal);
    }

    private Task<AppHost.Answer> WrongAsync() => _app.DeliverAsync("ping", "{}", change: request =>
    {
        request.Headers.Remove("X-Hub-Signature-256");
        request.Headers.Add("X-Hub-Signature-256", AppHost.Sign("{}"u8.ToArray(), "guess"));
    });

    /// <summary>Sends deliveries with a wrong signature until so many of them one after another are answered so.</summary>
    private async Task<AppHost.Answer> UntilAsync(HttpStatusCode status, int times = 1)
    {
        var seen = 0;
        return await Eventually.ReturnsAsync(async () =>
        {
            var answer = await WrongAsync();
            seen = answer.Status == status ? seen + 1 : 0;
            return seen == times ? answer : null;
        });
    }
}
