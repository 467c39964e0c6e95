using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Tests.Hosting;

namespace SpecCursor.Controller.Tests.Api;

/// <summary>Following an upgrade.</summary>
[Collection(SystemCollection.Name)]
public sealed class EventStreamTests(RunningSystem system)
{
    private readonly ControllerHost _controller = system.Controller;

    [Fact]
    public async Task A_stream_replays_then_follows_and_ends_with_the_upgrade()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.Script.OnAsync("stream/live", async command =>
        {
            await gate.Task;
            return Answers.Success(command);
        });
        var upgrade = await _controller.CreateAsync("stream/live");
        using var response = await OpenAsync(upgrade.Id, null);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var events = new List<UpgradeEvent>();

        await foreach (var entry in ReadAsync(response))
        {
            events.Add(entry);
            gate.TrySetResult();
        }

        Assert.Equal("upgrade.created", events[0].Type);
        Assert.Equal("upgrade.ended", events[^1].Type);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(entry => entry.Sequence));
        var listed = await _controller.GetAsync<List<UpgradeEvent>>($"/api/v1/upgrades/{upgrade.Id}/events");
        Assert.Equal(listed, events);
        Assert.Equal(listed.Skip(2), await _controller.GetAsync<List<UpgradeEvent>>($"/api/v1/upgrades/{upgrade.Id}/events?after=2"));
    }

    [Fact]
    public async Task A_stream_resumes_after_the_last_event_that_was_seen()
    {
        var upgrade = await _controller.WaitForEndAsync((await _controller.CreateAsync("stream/resumed")).Id);
        using var response = await OpenAsync(upgrade.Id, "3");

        var events = new List<UpgradeEvent>();
        await foreach (var entry in ReadAsync(response))
        {
            events.Add(entry);
        }

        Assert.Equal(4, events[0].Sequence);
        Assert.Equal("upgrade.ended", events[^1].Type);
        using var finished = await OpenAsync(upgrade.Id, $"{events[^1].Sequence}");
        Assert.Equal(HttpStatusCode.NoContent, finished.StatusCode);
    }

    [Fact]
    public async Task Streams_that_are_left_are_forgotten()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.Script.OnAsync("stream/left", async command =>
        {
            await gate.Task;
            return Answers.Success(command);
        });
        var upgrade = await _controller.CreateAsync("stream/left");
        for (var visit = 0; visit < 50; visit++)
        {
            using var response = await OpenAsync(upgrade.Id, null);
            await foreach (var _ in ReadAsync(response))
            {
                break;
            }
        }

        gate.SetResult();
        await _controller.WaitForEndAsync(upgrade.Id);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var hub = (Events.EventHub)_controller.Services.GetService(typeof(Events.EventHub))!;
        while (hub.CountOf(upgrade.Id) > 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(Guid id, string? lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/upgrades/{id}/events");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        return await _controller.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async IAsyncEnumerable<UpgradeEvent> ReadAsync(HttpResponseMessage response)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await using var body = await response.Content.ReadAsStreamAsync(limit.Token);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(limit.Token))
        {
            var entry = JsonSerializer.Deserialize<UpgradeEvent>(item.Data, JsonSerializerOptions.Web)!;
            Assert.Equal(entry.Type, item.EventType);
            Assert.Equal($"{entry.Sequence}", item.EventId);
            yield return entry;
        }
    }
}
