using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Output;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Events;
using SpecCursor.Controller.Output;
using SpecCursor.Controller.Tests.Hosting;
using SpecCursor.Testing.Redis;
using StackExchange.Redis;

namespace SpecCursor.Controller.Tests.Output;

/// <summary>Watching what commands print.</summary>
[Collection(SystemCollection.Name)]
public sealed class OutputStreamTests(RunningSystem system) : IAsyncLifetime
{
    private readonly ControllerHost _controller = system.Controller;
    private ConnectionMultiplexer _redis = null!;

    public async Task InitializeAsync() => _redis = await ConnectionMultiplexer.ConnectAsync(system.Redis.ConnectionString);

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task Stream_shows_what_was_printed_then_follows_and_ends_with_the_upgrade()
    {
        var (upgrade, gate) = await RunningAsync("output/live");
        await PrintAsync(upgrade.Id, 1, "before");
        using var response = await OpenAsync(upgrade.Id);
        Assert.Equal(("text/event-stream", true), (response.Content.Headers.ContentType?.MediaType, response.Headers.CacheControl?.NoStore));
        List<string> shown = [];

        await foreach (var item in ReadAsync(response))
        {
            shown.Add(item.EventType == OutputStream.Ended ? item.EventType : $"{item.EventId} {Entry(item).Lines[0]}");
            if (shown.Count == 1)
            {
                await PrintAsync(upgrade.Id, 2, "<b>live</b>\n");
            }
            else
            {
                gate.TrySetResult();
            }
        }

        Assert.Equal(["1 before", "2 <b>live</b>\n", OutputStream.Ended], shown);
        var listed = await _controller.GetAsync<List<UpgradeOutput>>($"/api/v1/upgrades/{upgrade.Id}/output");
        Assert.Equal([1, 2], listed.Select(entry => entry.Sequence));
        Assert.Equal((UpgradeStep.Test, "npm test", 1L), (listed[0].Step, listed[0].Command, listed[0].Fence));
        Assert.Equal(2, Assert.Single(await _controller.GetAsync<List<UpgradeOutput>>($"/api/v1/upgrades/{upgrade.Id}/output?after=1")).Sequence);
    }

    [Fact]
    public async Task Stream_resumes_after_what_was_seen_however_much_there_is()
    {
        var upgrade = await _controller.WaitForEndAsync((await _controller.CreateAsync("output/resumed")).Id);
        for (var sequence = 1; sequence <= 3 * OutputReader.PageSize; sequence++)
        {
            await PrintAsync(upgrade.Id, sequence, $"line {sequence}");
        }

        using var response = await OpenAsync(upgrade.Id, "7");
        List<SseItem<string>> items = [];
        await foreach (var item in ReadAsync(response))
        {
            items.Add(item);
        }

        Assert.Equal(Enumerable.Range(8, 3 * OutputReader.PageSize - 7).Select(number => $"line {number}"), items.SkipLast(1).Select(item => Entry(item).Lines[0]));
        Assert.Equal(OutputStream.Ended, items[^1].EventType);
        using var finished = await OpenAsync(upgrade.Id, $"{3 * OutputReader.PageSize}");
        Assert.Equal(HttpStatusCode.NoContent, finished.StatusCode);
    }

    [Fact]
    public async Task Forgotten_output_is_an_empty_list()
    {
        var upgrade = await _controller.WaitForEndAsync((await _controller.CreateAsync("output/forgotten")).Id);

        Assert.Empty(await _controller.GetAsync<List<UpgradeOutput>>($"/api/v1/upgrades/{upgrade.Id}/output"));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1-0")]
    [InlineData("99999999999999999999")]
    public async Task Event_id_that_no_event_carried_is_refused(string lastEventId)
    {
        var upgrade = await _controller.CreateAsync($"output/invalid{lastEventId}");

        using var response = await OpenAsync(upgrade.Id, lastEventId);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Last-Event-ID", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_upgrades_and_strangers_are_told_nothing()
    {
        using var unknown = await OpenAsync(Guid.NewGuid());
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        var upgrade = await _controller.CreateAsync("output/secret");
        await PrintAsync(upgrade.Id, 1, "for us only");

        foreach (var path in new[] { $"/api/v1/upgrades/{upgrade.Id}/output", $"/upgrades/{upgrade.Id}/output" })
        {
            using var stranger = _controller.CreateClient(null);
            using var response = await stranger.GetAsync(path);
            Assert.Equal(path.StartsWith("/api", StringComparison.Ordinal) ? HttpStatusCode.Unauthorized : HttpStatusCode.Found, response.StatusCode);
            Assert.DoesNotContain("for us only", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Too_many_streams_are_refused_and_those_that_are_left_are_forgotten()
    {
        var (upgrade, gate) = await RunningAsync("output/crowded");
        await PrintAsync(upgrade.Id, 1, "line");
        var hub = _controller.Services.GetRequiredService<OutputHub>();
        var taken = Enumerable.Range(0, OutputHub.MaximumSubscriptions).Select(_ => hub.TrySubscribe(Guid.Empty, new Bell())!).ToList();

        using var refused = await OpenAsync(upgrade.Id);
        taken.ForEach(subscription => subscription.Dispose());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("Too many", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        for (var visit = 0; visit < 20; visit++)
        {
            using var response = await OpenAsync(upgrade.Id);
            await foreach (var _ in ReadAsync(response))
            {
                break;
            }
        }

        gate.SetResult();
        await _controller.WaitForEndAsync(upgrade.Id);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (hub.CountOf(upgrade.Id) + _controller.Services.GetRequiredService<EventHub>().CountOf(upgrade.Id) > 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public Task Lost_redis_is_said_and_the_stream_goes_on_when_it_is_back() => GoesOnAfterAsync("output/lost", async (upgrade, lines, stop) =>
    {
        system.Redis.Kill();
        await UntilAsync(lines, ": the output cannot be read now", stop);
        using (var refused = await _controller.Client.GetAsync($"/api/v1/upgrades/{upgrade}/output", stop))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Contains("Redis does not answer", await refused.Content.ReadAsStringAsync(stop), StringComparison.Ordinal);
        }

        await system.Redis.RestartAsync();
    });

    [Fact]
    public Task Hung_redis_is_said_and_holds_up_nothing_until_it_answers_again() => GoesOnAfterAsync("output/hung", async (upgrade, lines, stop) =>
    {
        // It stays hung until somebody has it go on: whoever waits for it without a limit waits for ever.
        system.Redis.Hang();
        try
        {
            await AssertHungAsync(_controller, upgrade, stop);
            Assert.Equal(UpgradeStatus.Completed, (await _controller.WaitForEndAsync((await _controller.CreateAsync("output/beside-hung")).Id)).Status);
            await UntilAsync(lines, ": the output cannot be read now", stop);
        }
        finally
        {
            system.Redis.Resume();
        }
    });

    [Fact]
    public async Task Controller_that_finds_redis_hung_starts_and_works_without_it()
    {
        await using var redis = await RedisServer.StartAsync();
        redis.Hang();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));

        await using var controller = await ControllerHost.StartAsync(
            await system.CreateDatabaseAsync(), new Dictionary<string, string?> { ["ConnectionStrings:redis"] = redis.ConnectionString });
        var upgrade = await controller.CreateAsync("output/never-there");

        await AssertHungAsync(controller, upgrade.Id, limit.Token);
    }

    /// <summary>A stream shows what was printed before Redis was away, and what is printed after it.</summary>
    private async Task GoesOnAfterAsync(string repository, Func<Guid, StreamReader, CancellationToken, Task> outageAsync)
    {
        var (upgrade, gate) = await RunningAsync(repository);
        await PrintAsync(upgrade.Id, 1, "before");
        using var response = await OpenAsync(upgrade.Id);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(limit.Token));
        await UntilAsync(lines, "before", limit.Token);

        await outageAsync(upgrade.Id, lines, limit.Token);

        await using (var again = await ConnectionMultiplexer.ConnectAsync(system.Redis.ConnectionString))
        {
            await PrintAsync(again, upgrade.Id, 2, "after");
        }

        await UntilAsync(lines, "after", limit.Token);
        gate.SetResult();
        await UntilAsync(lines, OutputStream.Ended, limit.Token);
    }

    /// <summary>What needs Redis says that it does not answer, and the controller is ready all the same.</summary>
    private static async Task AssertHungAsync(ControllerHost controller, Guid upgradeId, CancellationToken cancellationToken)
    {
        using var refused = await controller.Client.GetAsync($"/api/v1/upgrades/{upgradeId}/output", cancellationToken);
        using var ready = await controller.Client.GetAsync("/health/ready", cancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("Redis does not answer", await refused.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        var health = JsonElement.Parse(await ready.Content.ReadAsStringAsync(cancellationToken));
        Assert.Equal("Degraded", health.GetProperty("status").GetString());
        Assert.Equal(["redis"], health.GetProperty("checks").EnumerateArray()
            .Where(check => check.GetProperty("status").GetString() == "Degraded").Select(check => check.GetProperty("name").GetString()));
    }

    private async Task<(UpgradeResource Upgrade, TaskCompletionSource Gate)> RunningAsync(string repository)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.Script.OnAsync(repository, async command =>
        {
            await gate.Task;
            return Answers.Success(command);
        });
        return (await _controller.CreateAsync(repository), gate);
    }

    private Task PrintAsync(Guid upgradeId, long sequence, string line) => PrintAsync(_redis, upgradeId, sequence, line);

    /// <summary>As the worker does it.</summary>
    private static async Task PrintAsync(ConnectionMultiplexer redis, Guid upgradeId, long sequence, string line)
    {
        var entry = new UpgradeOutput
        {
            Sequence = sequence,
            Step = UpgradeStep.Test,
            Attempt = 1,
            Fence = 1,
            Run = Guid.NewGuid(),
            Command = "npm test",
            FirstLine = sequence,
            Lines = [line],
        };
        await redis.GetDatabase().SortedSetAddAsync(OutputNames.KeyOf(upgradeId), JsonSerializer.Serialize(entry, JsonSerializerOptions.Web), sequence);
        await redis.GetSubscriber().PublishAsync(RedisChannel.Literal(OutputNames.Channel), upgradeId.ToString());
    }

    private async Task<HttpResponseMessage> OpenAsync(Guid id, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/upgrades/{id}/output");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        return await _controller.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(HttpResponseMessage response)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await using var body = await response.Content.ReadAsStreamAsync(limit.Token);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(limit.Token))
        {
            yield return item;
        }
    }

    private static UpgradeOutput Entry(SseItem<string> item) => JsonSerializer.Deserialize<UpgradeOutput>(item.Data, JsonSerializerOptions.Web)!;

    private static async Task UntilAsync(StreamReader lines, string expected, CancellationToken cancellationToken)
    {
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains(expected, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The stream ended without '{expected}'.");
    }
}
