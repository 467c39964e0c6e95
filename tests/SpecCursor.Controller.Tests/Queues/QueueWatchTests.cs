using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SpecCursor.Controller.Queues;
using SpecCursor.Controller.Tests.Hosting;

namespace SpecCursor.Controller.Tests.Queues;

/// <summary>What waits, as Prometheus sees it. Nobody handles anything here but the controller.</summary>
[Collection(SystemCollection.Name)]
public sealed class QueueWatchTests(RunningSystem system)
{
    [Fact]
    public async Task Queue_of_a_service_that_is_down_is_measured()
    {
        await using var controller = await ControllerHost.StartAsync(await system.CreateDatabaseAsync());
        await controller.CreateAsync("queues/nobody");
        await controller.CreateAsync("queues/nobody-either");
        var watch = controller.Services.GetRequiredService<QueueWatch>();

        // The controller makes the tables of the queues that it sends to; the worker, which never started, has no inbox.
        await ScriptAsync(controller, "CREATE SCHEMA worker; CREATE TABLE worker.wolverine_incoming_envelopes (status text, owner_id int)");
        await EventuallyAsync(controller, watch, """speccursor_queue_depth{queue="worker",service="controller"} 2""");
        await ScriptAsync(controller, "UPDATE queues.wolverine_queue_worker SET \"timestamp\" = now() - interval '100 seconds'");
        await watch.ObserveAsync(CancellationToken.None);

        var age = double.Parse(await ValueAsync(controller, """speccursor_queue_oldest_age_seconds{queue="worker",service="controller"}"""), CultureInfo.InvariantCulture);
        Assert.InRange(age, 100, 160);
        Assert.Equal("0", await ValueAsync(controller, """speccursor_queue_depth{queue="controller",service="controller"}"""));
        Assert.Equal("0", await ValueAsync(controller, """speccursor_dead_letters_total{queue="worker",service="controller"}"""));
    }

    private static async Task EventuallyAsync(ControllerHost controller, QueueWatch watch, string line)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            await watch.ObserveAsync(limit.Token);
        }
        while (!(await controller.Client.GetStringAsync("/metrics", limit.Token)).Contains(line, StringComparison.Ordinal) && await timer.WaitForNextTickAsync(limit.Token));
    }

    private static async Task<string> ValueAsync(ControllerHost controller, string series) =>
        (await controller.Client.GetStringAsync("/metrics")).Split('\n').Single(line => line.StartsWith(series + " ", StringComparison.Ordinal))[(series.Length + 1)..];

    private static Task<object> ScriptAsync(ControllerHost controller, string sql) => controller.ScalarAsync<object>(sql + "; SELECT 1");
}
