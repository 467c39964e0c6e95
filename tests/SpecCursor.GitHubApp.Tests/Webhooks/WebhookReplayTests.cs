using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SpecCursor.Contracts.Messages;
using SpecCursor.GitHubApp.Deliveries;
using SpecCursor.GitHubApp.Tests.Harness;

namespace SpecCursor.GitHubApp.Tests.Webhooks;

[Collection(PostgresCollection.Name)]
public sealed class WebhookReplayTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private readonly AppHost _app = fixture.App;

    [Fact]
    public async Task A_redelivery_does_nothing_and_names_the_same_upgrades()
    {
        var body = Payloads.Comment("/speccursor upgrade uuid@9.0.1");
        var replays = await ReplaysAsync();

        var first = await _app.DeliverAsync("issue_comment", body, "redelivered");
        var second = await _app.DeliverAsync("issue_comment", body, "redelivered");

        Assert.Equal((HttpStatusCode.OK, "duplicate"), (second.Status, second.Outcome));
        Assert.Equal(first.Upgrades, second.Upgrades);
        await AssertRequestedOnceAsync(first.Upgrades.Single());
        Assert.Equal(replays, await ReplaysAsync());
    }

    [Fact]
    public async Task A_signed_body_that_comes_again_under_another_id_does_nothing()
    {
        var body = Payloads.Comment("/speccursor upgrade uuid@9.0.1");
        var replays = await ReplaysAsync();

        var first = await _app.DeliverAsync("issue_comment", body);
        var second = await _app.DeliverAsync("issue_comment", body);

        Assert.Equal((HttpStatusCode.OK, "duplicate"), (second.Status, second.Outcome));
        Assert.Equal(first.Upgrades, second.Upgrades);
        await AssertRequestedOnceAsync(first.Upgrades.Single());
        Assert.Equal(replays + 1, await ReplaysAsync());
    }

    [Fact]
    public async Task An_id_that_comes_again_with_another_body_is_refused()
    {
        var replays = await ReplaysAsync();

        await _app.DeliverAsync("issue_comment", Payloads.Comment("/speccursor upgrade uuid@9.0.1"), "reused");
        var second = await _app.DeliverAsync("issue_comment", Payloads.Comment("/speccursor upgrade chalk@5.0.0"), "reused");

        Assert.Equal((HttpStatusCode.Conflict, "delivery-id-reused"), (second.Status, second.Code));
        Assert.Equal(replays + 1, await ReplaysAsync());
    }

    [Fact]
    public async Task Many_of_the_same_at_once_lead_to_one_upgrade()
    {
        var body = Payloads.Comment("/speccursor upgrade uuid@9.0.1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _app.DeliverAsync("issue_comment", body, "stampede")));

        Assert.Single(answers, answer => answer.Outcome == "accepted");
        Assert.Equal(39, answers.Count(answer => answer.Outcome == "duplicate"));
        await AssertRequestedOnceAsync(answers[0].Upgrades.Single());
    }

    [Fact]
    public async Task Many_different_ones_at_once_lead_each_to_its_upgrade()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            _app.DeliverAsync("issue_comment", Payloads.Comment($"/speccursor upgrade package-{number}@1.0.0"))));

        Assert.All(answers, answer => Assert.Equal("accepted", answer.Outcome));
        var requests = await _app.RequestsAsync([.. answers.SelectMany(answer => answer.Upgrades)]);
        Assert.Equal(100, requests.Select(request => request.Context.PackageName).Distinct().Count());
    }

    [Fact]
    public async Task A_delivery_that_a_dead_node_recorded_is_taken_over()
    {
        var upgrade = Guid.NewGuid();
        await using var insert = _app.Database.CreateCommand("""
            INSERT INTO github_app.deliveries (delivery_id, event, repository, body_hash, received_at, work)
            VALUES ('left-behind', 'issue_comment', 'acme/app', sha256('left-behind'), now(), $1::jsonb)
            """);
        insert.Parameters.Add(new()
        {
            Value = $$"""
                {"upgrades":[{"context":{"upgradeId":"{{upgrade}}","repository":"acme/app","ecosystem":"node","packageName":"uuid","targetVersion":"9.0.1"},
                "trigger":"comment","requestedBy":"ada","requestedAt":"2026-05-01T12:00:00+00:00"}],
                "traceParents":["00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"]}
                """,
        });
        await insert.ExecuteNonQueryAsync();

        Assert.Equal("uuid", Assert.Single(await _app.RequestsAsync(upgrade)).Context.PackageName);
        await AssertRequestedOnceAsync(upgrade);
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_does_not_hold_up_the_others()
    {
        await using var insert = _app.Database.CreateCommand("""
            INSERT INTO github_app.deliveries (delivery_id, event, repository, body_hash, received_at, work)
            VALUES ('unreadable', 'issue_comment', 'acme/app', sha256('unreadable'), now() - interval '1 hour', '{"upgrades":1}')
            """);
        await insert.ExecuteNonQueryAsync();

        var answer = await _app.DeliverAsync("issue_comment", Payloads.Comment("/speccursor upgrade uuid@9.0.1"));

        await AssertRequestedOnceAsync(answer.Upgrades.Single());
    }

    [Fact]
    public async Task Old_deliveries_are_forgotten_once_they_have_been_dispatched()
    {
        await using var insert = _app.Database.CreateCommand("""
            INSERT INTO github_app.deliveries (delivery_id, event, repository, body_hash, received_at, dispatched_at, work)
            SELECT 'old-' || n, 'issue_comment', 'acme/app', sha256(n::text::bytea), now() - interval '31 days', now(), '{}'::jsonb
            FROM generate_series(1, 4500) AS n
            """);
        await insert.ExecuteNonQueryAsync();

        var forgotten = await _app.Services.GetRequiredService<DeliveryRetention>().SweepAsync(CancellationToken.None);

        Assert.Equal(4500, forgotten);
    }

    private Task<double> ReplaysAsync() => _app.MetricAsync("speccursor_suspicious_activity_total", "kind=\"replay\"");

    private async Task AssertRequestedOnceAsync(Guid upgrade)
    {
        await _app.RequestsAsync(upgrade);
        var requests = (await _app.QueuedAsync<UpgradeRequested>()).Select(AppHost.Read<UpgradeRequested>);
        Assert.Single(requests, request => request.Context.UpgradeId == upgrade);
    }
}
