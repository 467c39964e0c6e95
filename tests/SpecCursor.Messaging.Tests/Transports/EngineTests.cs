using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Cancellation;
using SpecCursor.ServiceDefaults.Correlation;
using SpecCursor.Testing.Otlp;
using SpecCursor.Testing.Postgres;
using Wolverine.Persistence.Durability;
using Wolverine.Persistence.Durability.DeadLetterManagement;
using Xunit.Abstractions;

namespace SpecCursor.Messaging.Tests.Transports;

/// <summary>The durable engine over a real Postgres, each test in a database of its own; the same over every transport.</summary>
public abstract class EngineTests(PostgresFixture postgres, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = _ => true,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    private string _connectionString = string.Empty;

    /// <summary>The settings that choose the transport, and what spans call it.</summary>
    private protected abstract (IReadOnlyDictionary<string, string> Settings, string System) Transport { get; }

    /// <summary>A queue's name as the transport has it.</summary>
    private protected abstract string QueueName(ServiceQueue queue);

    public async Task InitializeAsync()
    {
        ActivitySource.AddActivityListener(_listener);
        _connectionString = await postgres.CreateDatabaseAsync();
    }

    public Task DisposeAsync()
    {
        _listener.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_command_and_its_answer_cross_the_queues_in_one_trace_with_one_correlation_id_and_their_baggage()
    {
        await using var controller = await StartAsync<ControllerHandler>(ServiceQueue.Controller);
        await using var worker = await StartAsync<WorkerHandler>(ServiceQueue.Worker);
        using var source = new ActivitySource("test");
        var command = Samples.RunUpgrade();
        string traceId;
        using (var activity = source.StartActivity("request"))
        {
            Assert.NotNull(activity);
            traceId = activity.TraceId.ToString();
            activity.SetBaggage(CorrelationId.BaggageKey, "abc-123").SetBaggage("tenant", "blå, grün");
            await controller.PublishAsync(command);
        }

        var received = await worker.Inbox.NextAsync<RunUpgrade>();
        var answer = await controller.Inbox.NextAsync<UpgradeRan>();

        Assert.Equal(command.Context, received.Context);
        Assert.Equal((command.Context.UpgradeId, 7L, RunOutcome.Succeeded), (answer.UpgradeId, answer.Fence, answer.Outcome));
        Assert.Equal(new Surroundings("abc-123", traceId, "blå, grün"), await worker.Inbox.NextAsync<Surroundings>());
        Assert.Equal(new Surroundings("abc-123", traceId, "blå, grün"), await controller.Inbox.NextAsync<Surroundings>());
    }

    [Fact]
    public async Task Spans_of_a_message_follow_the_semantic_conventions_and_lie_below_its_creation()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var controller = await StartAsync<ControllerHandler>(ServiceQueue.Controller, collector.Environment);
        await using var worker = await StartAsync<WorkerHandler>(ServiceQueue.Worker);
        using (new Activity("request").Start())
        {
            await controller.PublishAsync(Samples.RunUpgrade());
        }

        // The answer is handled when all else is done.
        await collector.WaitForAsync(received => Of(received, "process", QueueName(ServiceQueue.Controller)).Any(), TimeSpan.FromMinutes(4));

        foreach (var queue in new[] { QueueName(ServiceQueue.Worker), QueueName(ServiceQueue.Controller) })
        {
            var created = Assert.Single(Of(collector, "create", queue));
            foreach (var operation in new[] { "send", "process" })
            {
                var span = Assert.Single(Of(collector, operation, queue));
                Assert.Equal((created.TraceId, created.SpanId), (span.TraceId, span.ParentSpanId));
                Assert.Equal(Transport.System, span.Attributes["messaging.system"]);
                Assert.Equal(created.Attributes["messaging.message.id"], span.Attributes["messaging.message.id"]);
            }
        }

        Assert.All(collector.Spans, span => Assert.Empty(span.Attributes.Keys.Intersect(["messaging.destination", "messaging.message_id", "messaging.conversation_id"])));
    }

    [Fact]
    public async Task A_transient_failure_is_retried_and_then_given_up_with_its_own_reason()
    {
        await using var controller = await StartAsync<ControllerHandler>(ServiceQueue.Controller);
        await using var worker = await StartAsync<WorkerHandler>(ServiceQueue.Worker);

        await controller.PublishAsync(Samples.RunUpgrade("registry-down"));

        var faulted = await controller.Inbox.NextAsync<StepFaulted>();
        Assert.Equal("registry-down", faulted.Failure.Code);
        Assert.Equal(UpgradeStep.Apply, faulted.Step);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await worker.Inbox.NextAsync<RunUpgrade>();
        }
    }

    [Fact]
    public async Task A_message_that_is_given_up_lies_in_the_dead_letters_and_can_be_replayed()
    {
        await using var controller = await StartAsync<ControllerHandler>(ServiceQueue.Controller);
        await using var worker = await StartAsync<WorkerHandler>(ServiceQueue.Worker);

        await controller.PublishAsync(Samples.RunUpgrade("bug"));
        var faulted = await controller.Inbox.NextAsync<StepFaulted>();
        Assert.Contains("A bug.", faulted.Failure.Reason, StringComparison.Ordinal);

        var store = worker.Services.GetRequiredService<IMessageStore>();
        var letters = await store.DeadLetters.QueryAsync(new DeadLetterEnvelopeQuery { PageSize = 10 }, CancellationToken.None);
        var letter = Assert.Single(letters.Envelopes);
        Assert.Contains("InvalidOperationException", letter.ExceptionType, StringComparison.Ordinal);

        await store.DeadLetters.MarkDeadLetterEnvelopesAsReplayableAsync([letter.Id]);
        var again = await controller.Inbox.NextAsync<StepFaulted>();
        Assert.Equal(faulted.UpgradeId, again.UpgradeId);
    }

    [Fact]
    public async Task Progress_is_heard_while_the_handler_still_works_and_a_cancellation_ends_it()
    {
        await using var controller = await StartAsync<ControllerHandler>(ServiceQueue.Controller);
        await using var worker = await StartAsync<WorkerHandler>(ServiceQueue.Worker);
        var command = Samples.RunUpgrade("long");

        await controller.PublishAsync(command);
        var started = await controller.Inbox.NextAsync<StepStarted>();
        Assert.Equal(UpgradeStep.Test, started.Step);

        await using (var connection = new NpgsqlConnection(_connectionString))
        {
            await connection.OpenAsync();
            await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection);
            notify.Parameters.AddWithValue(UpgradeCancellations.Channel);
            notify.Parameters.AddWithValue(command.Context.UpgradeId.ToString());
            await notify.ExecuteNonQueryAsync();
        }

        var answer = await controller.Inbox.NextAsync<UpgradeRan>();
        Assert.Equal(command.Context.UpgradeId, answer.UpgradeId);
    }

    [Fact]
    public async Task Services_that_start_at_once_on_an_empty_database_all_come_up()
    {
        var hosts = await Task.WhenAll(
            StartAsync<ControllerHandler>(ServiceQueue.Controller),
            StartAsync<ControllerHandler>(ServiceQueue.Controller),
            StartAsync<WorkerHandler>(ServiceQueue.Worker),
            StartAsync<WorkerHandler>(ServiceQueue.Worker));
        try
        {
            var command = Samples.RunUpgrade();
            await hosts[0].PublishAsync(command);
            var first = hosts[2].Inbox.NextAsync<RunUpgrade>();
            var second = hosts[3].Inbox.NextAsync<RunUpgrade>();
            var received = await await Task.WhenAny(first, second);
            Assert.Equal(command.Context, received.Context);
        }
        finally
        {
            foreach (var host in hosts)
            {
                await host.DisposeAsync();
            }
        }
    }

    private protected Task<EngineHost> StartAsync<THandler>(ServiceQueue queue, IReadOnlyDictionary<string, string>? settings = null) => EngineHost.StartAsync<THandler>(
        queue, _connectionString, output, new Dictionary<string, string>((settings ?? new Dictionary<string, string>()).Concat(Transport.Settings).DistinctBy(setting => setting.Key)));

    private static IEnumerable<ReceivedSpan> Of(OtlpCollector collector, string operation, string queue) => collector.Spans.Where(
        span => span.Attributes.GetValueOrDefault("messaging.operation.type") == operation && span.Attributes["messaging.destination.name"] == queue);
}
