using Microsoft.Extensions.DependencyInjection;
using SpecCursor.Contracts.Messages;
using SpecCursor.Messaging.Backlog;
using SpecCursor.Messaging.Transports;
using SpecCursor.Testing.Postgres;
using Xunit.Abstractions;

namespace SpecCursor.Messaging.Tests.Transports;

/// <summary>Queues at a real RabbitMQ.</summary>
[Collection(PostgresCollection.Name)]
public sealed class RabbitMqTransportTests(PostgresFixture postgres, RabbitMqServer broker, ITestOutputHelper output)
    : EngineTests(postgres, output), IClassFixture<RabbitMqServer>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly string _address = broker.CreateVirtualHost();

    private protected override (IReadOnlyDictionary<string, string> Settings, string System) Transport =>
        (new Dictionary<string, string> { ["ConnectionStrings:rabbitmq"] = _address }, "rabbitmq");

    private protected override string QueueName(ServiceQueue queue) => RabbitMqTransport.NameOf(queue);

    [Fact]
    public async Task What_is_sent_while_the_broker_is_away_arrives_once_it_is_back()
    {
        await using var controller = await StartAsync<ControllerHandler>(ServiceQueue.Controller);
        await using var worker = await StartAsync<WorkerHandler>(ServiceQueue.Worker);
        await ConnectAsync(controller);

        await broker.KillAsync();
        var commands = Enumerable.Range(0, 20).Select(_ => Samples.RunUpgrade()).ToList();
        foreach (var command in commands)
        {
            await controller.PublishAsync(command);
        }

        await Assert.ThrowsAsync<QueueBacklogException>(() => BacklogsOf(controller).MeasureAsync(CancellationToken.None));
        await broker.StartAsync();

        HashSet<Guid> answered = [];
        while (answered.Count < commands.Count)
        {
            answered.Add((await controller.Inbox.NextAsync<UpgradeRan>()).UpgradeId);
        }

        Assert.Equal(commands.Select(command => command.Context.UpgradeId).Order(), answered.Order());
    }

    [Fact]
    public async Task What_a_broker_took_and_did_not_keep_arrives_once_it_is_back()
    {
        await using var controller = await StartAsync<ControllerHandler>(ServiceQueue.Controller);
        await using var worker = await StartAsync<WorkerHandler>(ServiceQueue.Worker);
        await ConnectAsync(controller);

        broker.Hang();
        var command = Samples.RunUpgrade();
        var sending = controller.PublishAsync(command);

        // What it is told now is in the connection alone, and goes with it.
        await broker.FillAsync(200);
        await broker.KillAsync();
        await sending;
        await broker.StartAsync();

        Assert.Equal(command.Context.UpgradeId, (await controller.Inbox.NextAsync<UpgradeRan>()).UpgradeId);
    }

    [Fact]
    public async Task A_listener_whose_connection_is_lost_again_while_it_returns_is_brought_back()
    {
        await using var controller = await StartAsync<ControllerHandler>(ServiceQueue.Controller);
        await using var worker = await StartAsync<WorkerHandler>(ServiceQueue.Worker);
        await ConnectAsync(controller);

        await broker.KillAsync();
        var returning = worker.Log.WhenSaidAsync("Opened a new channel for Wolverine endpoint RabbitMqListener", broker.Hang);
        broker.Launch();
        await returning.WaitAsync(Patience);
        await broker.KillAsync();
        await broker.StartAsync();

        var command = Samples.RunUpgrade();
        await controller.PublishAsync(command);
        Assert.Equal(command.Context.UpgradeId, (await controller.Inbox.NextAsync<UpgradeRan>()).UpgradeId);
    }

    [Fact]
    public async Task What_is_sent_while_the_broker_has_lost_the_queue_arrives_once_it_has_it_again()
    {
        await using var controller = await StartAsync<ControllerHandler>(ServiceQueue.Controller);
        await using var worker = await StartAsync<WorkerHandler>(ServiceQueue.Worker);
        await controller.PublishAsync(Samples.RunUpgrade());
        await controller.Inbox.NextAsync<UpgradeRan>();

        await RabbitMqServer.DeleteQueueAsync(_address, RabbitMqTransport.NameOf(ServiceQueue.Worker));
        var command = Samples.RunUpgrade();
        await controller.PublishAsync(command);

        Assert.Equal(command.Context.UpgradeId, (await controller.Inbox.NextAsync<UpgradeRan>()).UpgradeId);
    }

    [Fact]
    public async Task What_waits_at_the_broker_is_counted_and_how_long_it_has()
    {
        await using var controller = await StartAsync<ControllerHandler>(ServiceQueue.Controller);
        await (await StartAsync<WorkerHandler>(ServiceQueue.Worker)).DisposeAsync();

        await controller.PublishAsync(Samples.RunUpgrade());
        await controller.PublishAsync(Samples.RunUpgrade());

        var waiting = await EventuallyAsync(controller, backlog => backlog is { Messages: 2, OldestAge.Ticks: > 0 });
        Assert.Equal(ServiceQueue.Worker, waiting.Queue);
        await using var worker = await StartAsync<WorkerHandler>(ServiceQueue.Worker);
        await EventuallyAsync(controller, backlog => backlog is { Messages: 0, OldestAge.Ticks: 0 });
    }

    [Theory]
    [InlineData("http://broker.example/")]
    [InlineData("broker.example:5672")]
    [InlineData("amqp://")]
    public async Task Address_that_is_none_is_refused_with_what_it_should_be(string address)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => StartAsync<ControllerHandler>(ServiceQueue.Controller, new Dictionary<string, string> { ["ConnectionStrings:rabbitmq"] = address }));

        Assert.Contains("amqps://user:password@host/virtual-host", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Has messages go there and back, with queues that the broker keeps when it is killed: one that was made within the last second may hang from then on.</summary>
    private async Task ConnectAsync(EngineHost controller)
    {
        await broker.RestartAsync();
        await controller.PublishAsync(Samples.RunUpgrade());
        await controller.Inbox.NextAsync<UpgradeRan>();
    }

    private static IQueueBacklogs BacklogsOf(EngineHost host) => host.Services.GetRequiredService<IQueueBacklogs>();

    private static async Task<QueueBacklog> EventuallyAsync(EngineHost host, Func<QueueBacklog, bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var backlogs = await BacklogsOf(host).MeasureAsync(limit.Token);
            if (backlogs.Single(backlog => backlog.Queue == ServiceQueue.Worker) is var found && condition(found))
            {
                return found;
            }

            await Task.Delay(Poll, limit.Token);
        }
    }
}
