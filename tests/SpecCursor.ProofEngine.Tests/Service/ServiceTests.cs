using System.Net;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Testing;
using SpecCursor.ProofEngine.Engines;
using SpecCursor.ProofEngine.Tests.Support;
using SpecCursor.Testing.Otlp;
using SpecCursor.Testing.Postgres;

namespace SpecCursor.ProofEngine.Tests.Service;

public sealed class ServiceTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task A_command_on_the_queue_is_answered_and_shows_in_metrics_and_spans()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var collector = await OtlpCollector.StartAsync();
        await using var service = await ProofEngineService.StartAsync(
            database, ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.HttpEndpoint.ToString()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        await using var controller = await PlayedController.StartAsync(database);
        var command = Upgrades.Ajv();

        await controller.SendAsync(command);
        var started = Assert.IsType<StepStarted>(await controller.Inbox.NextAsync());
        var proved = Assert.IsType<UpgradeProved>(await controller.Inbox.NextAsync());

        Assert.Equal((command.Context.UpgradeId, UpgradeStep.Prove), (started.UpgradeId, started.Step));
        Assert.Equal((command.Context.UpgradeId, command.Fence, ProofVerdict.Refuted), (proved.UpgradeId, proved.Fence, proved.Verdict));
        Assert.Contains(proved.Obligations, result => result.Counterexample?.Contains("admits 8.17.1", StringComparison.Ordinal) == true);
        var metrics = await service.Http.GetStringAsync("metrics");
        Assert.Matches("""speccursor_proofs_total\{[^}]*engine="z3"[^}]*obligation="range-within-peers"[^}]*status="refuted"[^}]*\} 1""", metrics);
        Assert.Matches("""speccursor_proof_latency_seconds_count\{[^}]*obligation="new-version-is-newer"[^}]*status="proved"[^}]*\} 1""", metrics);
        await collector.WaitForAsync(received => received.Spans.Any(span => span.Name == "upgrade.prove"), TimeSpan.FromMinutes(1));
        var step = Assert.Single(collector.Spans, span => span.Name == "upgrade.prove");
        var discharges = collector.Spans.Where(span => span.TraceId == step.TraceId && span.Name == "proof.discharge" && span.Attributes.Values.Contains("z3")).ToList();
        Assert.Equal(7, discharges.Count);
        Assert.All(discharges, span => Assert.Equal(step.SpanId, span.ParentSpanId));
    }

    [Fact]
    public async Task Without_z3_the_service_lives_and_is_not_ready()
    {
        await using var service = await ProofEngineService.StartAsync(await postgres.CreateDatabaseAsync(), ("SpecCursor:Proof:Z3Path", "/nowhere/z3"));

        using var ready = await service.Http.GetAsync(new Uri("health/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("package z3", await ready.Content.ReadAsStringAsync());
        using var live = await service.Http.GetAsync(new Uri("health/live", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task With_z3_the_service_is_ready()
    {
        await using var service = await ProofEngineService.StartAsync(await postgres.CreateDatabaseAsync());

        using var ready = await service.Http.GetAsync(new Uri("health/ready", UriKind.Relative));

        Assert.True(ready.StatusCode == HttpStatusCode.OK, await ready.Content.ReadAsStringAsync());
    }

    [Fact]
    public void Limits_that_make_no_sense_are_refused_at_the_start()
    {
        using var host = new ProofHost(("Timeout", "1.00:00:00"));

        Assert.Throws<OptionsValidationException>(() => host.Get<IOptions<ProofOptions>>().Value);
    }
}
