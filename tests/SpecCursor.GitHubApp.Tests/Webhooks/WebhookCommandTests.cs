using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.GitHubApp.Tests.Harness;

namespace SpecCursor.GitHubApp.Tests.Webhooks;

[Collection(PostgresCollection.Name)]
public sealed class WebhookCommandTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private readonly AppHost _app = fixture.App;

    [Fact]
    public async Task A_command_in_a_comment_becomes_a_request_for_an_upgrade()
    {
        var answer = await _app.DeliverAsync("issue_comment", Payloads.Comment("/speccursor upgrade uuid@9.0.1"));

        Assert.Equal((HttpStatusCode.Accepted, "accepted"), (answer.Status, answer.Outcome));
        var request = Assert.Single(await _app.RequestsAsync(answer.Upgrades));
        Assert.Equal(answer.Upgrades.Single(), request.Context.UpgradeId);
        Assert.Equal(("acme/app", "node", "uuid", "9.0.1"),
            (request.Context.Repository, request.Context.Ecosystem, request.Context.PackageName, request.Context.TargetVersion));
        Assert.Equal((UpgradeTrigger.Comment, "ada"), (request.Trigger, request.RequestedBy));
    }

    [Fact]
    public async Task The_request_carries_the_deliverys_trace_and_correlation_id()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "SpecCursor" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var sender = new Activity("sender").Start();

        var answer = await _app.DeliverAsync(
            "issue_comment",
            Payloads.Comment("/speccursor upgrade uuid@9.0.1"),
            change: request => request.Headers.Add("X-Correlation-Id", "correlation-of-the-test"));
        await _app.RequestsAsync(answer.Upgrades);

        var envelope = (await _app.QueuedAsync<UpgradeRequested>())
            .Single(candidate => AppHost.Read<UpgradeRequested>(candidate).Context.UpgradeId == answer.Upgrades.Single());
        Assert.StartsWith($"00-{sender.TraceId}-", envelope.ParentId, StringComparison.Ordinal);
        Assert.Equal("correlation-of-the-test", envelope.Headers["X-Correlation-Id"]);
    }

    [Fact]
    public async Task Several_commands_become_several_requests()
    {
        var answer = await _app.DeliverAsync(
            "issue_comment", Payloads.Comment("/speccursor upgrade uuid@9.0.1\r\n/speccursor upgrade @types/node\r\n/speccursor upgrade ../../x"));

        Assert.Equal("accepted", answer.Outcome);
        Assert.Equal(2, answer.Upgrades.Count);
        var requests = await _app.RequestsAsync(answer.Upgrades);
        Assert.Equal(["@types/node", "uuid"], requests.Select(request => request.Context.PackageName).Order(StringComparer.Ordinal));
        Assert.Equal("/speccursor upgrade ../../x", answer.Json.GetProperty("refused")[0].GetProperty("command").GetString());
    }

    [Fact]
    public async Task A_repository_may_have_an_ecosystem_of_its_own()
    {
        var answer = await _app.DeliverAsync("issue_comment", Payloads.Comment(
            "/speccursor upgrade serde", payload => payload["repository"]!["full_name"] = "acme/crate"));

        Assert.Equal("rust", Assert.Single(await _app.RequestsAsync(answer.Upgrades)).Context.Ecosystem);
    }

    [Theory]
    [InlineData("/speccursor upgrade ../../etc/passwd@1.0.0")]
    [InlineData("/speccursor upgrade --registry=http://evil.invalid")]
    [InlineData("/speccursor upgrade uuid@9.0.1;id")]
    [InlineData("/speccursor upgrade uuid --ecosystem cobol")]
    [InlineData("/speccursor explode")]
    public async Task A_command_that_makes_no_sense_is_refused_with_the_reason(string text)
    {
        var answer = await _app.DeliverAsync("issue_comment", Payloads.Comment(text));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "commands-invalid"), (answer.Status, answer.Code));
        Assert.Contains(text, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../app")]
    [InlineData("--upload-pack=id/app")]
    [InlineData("file:///etc")]
    [InlineData("acme")]
    [InlineData("acme/app\n")]
    public async Task A_repository_that_is_none_is_refused(string repository)
    {
        var answer = await _app.DeliverAsync("issue_comment", Payloads.Comment(
            "/speccursor upgrade uuid", payload => payload["repository"]!["full_name"] = repository));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "repository-invalid"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task What_is_not_a_command_of_somebody_who_may_command_is_ignored()
    {
        await Ignored("issue_comment", Payloads.Comment("Nice work!"));
        await Ignored("issue_comment", Payloads.Comment("> /speccursor upgrade uuid"));
        await Ignored("issue_comment", Payloads.Comment("/speccursor upgrade uuid", payload => payload["action"] = "edited"));
        await Ignored("issue_comment", Payloads.Comment("/speccursor upgrade uuid", payload => payload["comment"]!["author_association"] = "NONE"));
        await Ignored("issue_comment", Payloads.Comment("/speccursor upgrade uuid", payload => payload["comment"]!["author_association"] = "CONTRIBUTOR"));
        await Ignored("issue_comment", Payloads.Comment("/speccursor upgrade uuid", payload => payload["comment"]!["user"]!["type"] = "Bot"));
        await Ignored("ping", """{"zen":"Keep it logically awesome.","hook_id":1}""");
        await Ignored("push", """{"ref":"refs/heads/main"}""");
        await Ignored("an_event_of_next_year", "{}");

        async Task Ignored(string eventName, string body)
        {
            var before = await _app.CountAsync("deliveries");
            var answer = await _app.DeliverAsync(eventName, body);
            Assert.Equal((HttpStatusCode.OK, "ignored"), (answer.Status, answer.Outcome));
            Assert.NotEmpty(answer.Json.GetProperty("reason").GetString()!);
            Assert.Equal(before, await _app.CountAsync("deliveries"));
        }
    }

    [Fact]
    public async Task A_release_of_a_watched_package_upgrades_every_repository_that_watches_it()
    {
        var answer = await _app.DeliverAsync("release", Payloads.Release("v9.0.1"));

        Assert.Equal((HttpStatusCode.Accepted, "accepted"), (answer.Status, answer.Outcome));
        var requests = await _app.RequestsAsync(answer.Upgrades);
        Assert.Equal(["acme/app", "acme/site"], requests.Select(request => request.Context.Repository).Order(StringComparer.Ordinal));
        Assert.All(requests, request => Assert.Equal(
            ("uuid", "9.0.1", "node", UpgradeTrigger.Release, "broofa"),
            (request.Context.PackageName, request.Context.TargetVersion, request.Context.Ecosystem, request.Trigger, request.RequestedBy)));
    }

    [Fact]
    public async Task A_release_that_is_not_for_everybody_is_ignored()
    {
        await Ignored(Payloads.Release("v9.0.1", payload => payload["release"]!["prerelease"] = true));
        await Ignored(Payloads.Release("v9.0.1", payload => payload["release"]!["draft"] = true));
        await Ignored(Payloads.Release("v9.0.1", payload => payload["action"] = "created"));
        await Ignored(Payloads.Release("v9.0.1", payload => payload["repository"]!["full_name"] = "somebody/else"));
        await Ignored(Payloads.Release("v10.0.0-beta.1"));
        await Ignored(Payloads.Release("../../v9.0.1"));

        async Task Ignored(string body) => Assert.Equal("ignored", (await _app.DeliverAsync("release", body)).Outcome);
    }

    [Fact]
    public async Task A_command_is_answered_on_its_issue()
    {
        await _app.Git.CreateAsync("acme/answered", Samples.Files);

        var answer = await _app.DeliverAsync("issue_comment", Payloads.Comment(
            "/speccursor upgrade uuid@9.0.1\n/speccursor upgrade @octocat;", payload => payload["repository"]!["full_name"] = "acme/answered"));

        var text = await Eventually.ReturnsAsync(() => Task.FromResult(ReadComment("acme/answered")));
        Assert.Contains($"- `uuid` to `9.0.1`: upgrade [{answer.Upgrades.Single()}](http://console.invalid/upgrades/{answer.Upgrades.Single()}) is queued.", text, StringComparison.Ordinal);
        Assert.Contains("- `/speccursor upgrade @octocat;`: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_payload_lacks_is_named()
    {
        var payload = JsonNode.Parse(Payloads.Comment("x"))!;
        payload["comment"] = null;

        var answer = await _app.DeliverAsync("issue_comment", payload.ToJsonString());

        Assert.Equal((HttpStatusCode.BadRequest, "payload-incomplete"), (answer.Status, answer.Code));
    }

    private string? ReadComment(string repository)
    {
        var directory = Path.Combine(_app.Git.Pulls(repository), "comments");
        return Directory.Exists(directory) && Directory.GetFiles(directory, "*.md") is [var file] ? File.ReadAllText(file) : null;
    }
}
