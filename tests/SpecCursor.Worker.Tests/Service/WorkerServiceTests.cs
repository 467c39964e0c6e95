using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Testing;
using SpecCursor.Testing.Otlp;
using SpecCursor.Testing.Postgres;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Tests.Node;

namespace SpecCursor.Worker.Tests.Service;

/// <summary>The whole service on real queues.</summary>
public sealed class WorkerServiceTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IDisposable
{
    /// <summary>Only for its state directory, which the service shares.</summary>
    private readonly WorkerHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Command_on_the_queue_is_answered_and_shows_in_metrics_and_spans()
    {
        var database = await postgres.CreateDatabaseAsync();
        var repository = await new NodeRepositories(_host).CreateMsAsync("service");
        await using var collector = await OtlpCollector.StartAsync();
        await using var worker = await StartAsync(
            database, ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.HttpEndpoint.ToString()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        await using var controller = await PlayedController.StartAsync(database);
        var command = WorkerHost.Command(repository.Name, "ms", "2.1.3");

        await controller.SendAsync(command);
        var answers = new List<IUpgradeAnswer>();
        while (answers.Count < 4)
        {
            answers.Add(await controller.Inbox.NextAsync<IUpgradeAnswer>());
        }

        // Messages may overtake each other.
        Assert.All(answers, answer => Assert.Equal(command.Context.UpgradeId, answer.UpgradeId));
        Assert.Equal([UpgradeStep.Resolve, UpgradeStep.Apply, UpgradeStep.Test], answers.OfType<StepStarted>().Select(started => started.Step).Order());
        var ran = Assert.Single(answers.OfType<UpgradeRan>());
        Assert.Equal((RunOutcome.Succeeded, "2.1.3"), (ran.Outcome, ran.Report!.ToVersion));
        var metrics = await worker.Http.GetStringAsync(new Uri("metrics", UriKind.Relative));
        Assert.Matches("""speccursor_upgrade_step_duration_seconds_count\{[^}]*ecosystem="node"[^}]*status="succeeded"[^}]*step="test"[^}]*\} 1""", metrics);
        Assert.Matches("""speccursor_external_requests_total\{[^}]*api="npm"[^}]*\} 1""", metrics);
        await collector.WaitForAsync(received => received.Spans.Any(span => span.Name == "upgrade.test"), TimeSpan.FromMinutes(1));
        var apply = Assert.Single(collector.Spans, span => span.Name == "upgrade.apply");
        var exec = Assert.Single(collector.Spans, span => span.Name == "sandbox.exec" && span.ParentSpanId == apply.SpanId);
        Assert.Equal(apply.TraceId, exec.TraceId);
        Assert.Equal("npm", exec.Attributes["process.executable.name"]);
        Assert.Equal(("2.1.2", "2.1.3"), (apply.Attributes["speccursor.version.from"], apply.Attributes["speccursor.version.to"]));
    }

    [Fact]
    public async Task Worker_that_is_killed_in_the_middle_loses_nothing_and_leaves_nothing()
    {
        var database = await postgres.CreateDatabaseAsync();
        var repository = await new NodeRepositories(_host).CreateMsAsync("killed", "setTimeout(() => {}, 3000);\n");
        await using var controller = await PlayedController.StartAsync(database);
        var command = WorkerHost.Command(repository.Name, "ms", "2.1.3");
        await using (var first = await StartAsync(database))
        {
            await controller.SendAsync(command);
            await controller.Inbox.NextAsync<StepStarted>(started => started.Step == UpgradeStep.Test);
            await first.KillAsync();
        }

        Assert.NotEmpty(Leftovers(command));
        await using var second = await StartAsync(database);
        var ran = await controller.Inbox.NextAsync<UpgradeRan>();

        Assert.Equal((RunOutcome.Succeeded, command.Fence), (ran.Outcome, ran.Fence));
        Assert.Empty(Leftovers(command));
    }

    [Fact]
    public async Task Registry_that_stays_down_ends_the_upgrade_with_its_reason()
    {
        var database = await postgres.CreateDatabaseAsync();
        var repository = await new NodeRepositories(_host).CreateMsAsync("down");
        await using var worker = await StartAsync(
            database,
            ("SpecCursor:Worker:Node:Registry", FakeRegistry.Nowhere().AbsoluteUri),
            ("SpecCursor:Worker:Node:RegistryTimeout", "00:00:01"),
            ("SpecCursor:Messaging:RetryDelays:0", "00:00:00.050"));
        await using var controller = await PlayedController.StartAsync(database);

        await controller.SendAsync(WorkerHost.Command(repository.Name, "ms", "2.1.3"));
        var faulted = await controller.Inbox.NextAsync<StepFaulted>();

        Assert.Equal("registry-unavailable", faulted.Failure.Code);
    }

    private Task<WorkerProcess> StartAsync(string database, params (string Key, string Value)[] settings) => WorkerProcess.StartAsync(
        [("ConnectionStrings:speccursor", database), ("SpecCursor:StateDirectory", _host.StateDirectory), .. settings]);

    private string[] Leftovers(RunUpgrade command) =>
        Directory.GetFileSystemEntries(Path.Combine(_host.StateDirectory, "work"), $"{command.Context.UpgradeId:N}*");
}
