using System.Net;
using Microsoft.Extensions.Options;
using SpecCursor.GitHubApp.Tests.Harness;
using SpecCursor.Testing.Postgres;

namespace SpecCursor.GitHubApp.Tests.Webhooks;

[Collection(PostgresCollection.Name)]
public sealed class WebhookOutageTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_delivery_that_cannot_be_recorded_is_to_be_sent_again_and_then_accepted()
    {
        await using var app = await AppHost.StartAsync(await postgres.CreateDatabaseAsync());
        var body = Payloads.Comment("/speccursor upgrade uuid@9.0.1");
        await ExecuteAsync(app, "ALTER TABLE github_app.deliveries RENAME TO deliveries_away");

        var refused = await app.DeliverAsync("issue_comment", body, "during-the-outage");
        await ExecuteAsync(app, "ALTER TABLE github_app.deliveries_away RENAME TO deliveries");
        var accepted = await app.DeliverAsync("issue_comment", body, "during-the-outage");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not-recorded"), (refused.Status, refused.Code));
        Assert.Equal("accepted", accepted.Outcome);
        Assert.Equal(1, await app.MetricAsync("speccursor_webhooks_total", "event=\"issue_comment\"", "outcome=\"failed\""));
        await app.RequestsAsync(accepted.Upgrades);
    }

    [Fact]
    public async Task Two_nodes_may_start_at_once_and_take_the_same_delivery_once()
    {
        var database = await postgres.CreateDatabaseAsync();
        var nodes = await Task.WhenAll(AppHost.StartAsync(database), AppHost.StartAsync(database));
        try
        {
            var body = Payloads.Comment("/speccursor upgrade uuid@9.0.1");

            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => nodes[number % 2].DeliverAsync("issue_comment", body, "both")));

            Assert.Single(answers, answer => answer.Outcome == "accepted");
            Assert.Single(await nodes[0].RequestsAsync(answers[0].Upgrades));
        }
        finally
        {
            await nodes[0].DisposeAsync();
            await nodes[1].DisposeAsync();
        }
    }

    [Theory]
    [InlineData("SpecCursor:WebhookSecret", "", "WebhookSecret")]
    [InlineData("SpecCursor:Webhooks:Retention", "1.00:00:00", "Retention")]
    [InlineData("SpecCursor:Webhooks:DefaultEcosystem", "cobol", "cobol")]
    [InlineData("SpecCursor:Watches:0:Source", "../etc", "../etc")]
    [InlineData("SpecCursor:Forge:Kind", "gitlab", "SpecCursor:Forge:Kind")]
    [InlineData("SpecCursor:Forge:Kind", "github", "SpecCursor:Forge:GitHub:Token")]
    public async Task A_setting_that_is_wrong_is_named_at_the_start(string key, string value, string named)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(async () =>
            await AppHost.StartAsync(await postgres.CreateDatabaseAsync(), new Dictionary<string, string?> { [key] = value }));

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_is_ready_when_postgres_and_git_are()
    {
        await using var app = await AppHost.StartAsync(await postgres.CreateDatabaseAsync());

        var ready = await app.Client.GetStringAsync("/health/ready");

        Assert.Contains("git version", ready, StringComparison.Ordinal);
        Assert.Contains("\"postgres\"", ready, StringComparison.Ordinal);
    }

    private static async Task ExecuteAsync(AppHost app, string sql)
    {
        await using var command = app.Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
