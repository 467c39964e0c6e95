using System.Net;
using System.Net.Http.Json;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Tests.Hosting;
using static SpecCursor.Controller.Tests.Remediation.Alerts;

namespace SpecCursor.Controller.Tests.Remediation;

/// <summary>What all responses to alerts have in common: who may ask for them, how many there are, and how they are told of.</summary>
[Collection(SystemCollection.Name)]
public sealed class RemediationTests(RunningSystem system)
{
    private readonly ControllerHost _controller = system.Controller;

    [Fact]
    public async Task Alert_without_a_remedy_or_with_an_unknown_one_changes_nothing()
    {
        Assert.Empty(await _controller.NotifyAsync(Firing(Alert(null, "plain-1"))));
        Assert.Empty(await _controller.NotifyAsync(Firing(Alert("format_disk", "odd-1"))));
    }

    [Fact]
    public async Task Response_is_listed_and_its_beginning_and_end_stand_in_the_audit_log()
    {
        var alert = Alert("requeue_overdue", "queue-2", name: "AuditedAlert");
        var started = Assert.Single(await _controller.NotifyAsync(Firing(alert)));
        await _controller.NotifyAsync(Resolved(alert));

        var listed = await _controller.GetAsync<PageOf<RemediationResource>>("/api/v1/remediations?pageSize=100");

        Assert.Contains(listed.Items, item => item.Id == started.Id && item.Alert == "AuditedAlert" && item.EndedBy == "alertmanager");
        Assert.Equal(
            [
                "remediation.started by alertmanager: requeue_overdue for AuditedAlert: succeeded",
                "remediation.ended by alertmanager: requeue_overdue for AuditedAlert: succeeded",
            ],
            await _controller.AuditOfAsync("AuditedAlert"));
    }

    [Fact]
    public async Task Person_who_ends_a_response_stands_in_the_audit_log()
    {
        var started = Assert.Single(await _controller.NotifyAsync(Firing(Alert("pause_ecosystem", "audit-1", "RevertedAlert", ("ecosystem", "dockerfile")))));

        await _controller.RevertAsync(started.Id);

        Assert.Equal(
            [
                "remediation.started by alertmanager: pause_ecosystem dockerfile for RevertedAlert: succeeded",
                "remediation.ended by api-key: pause_ecosystem dockerfile for RevertedAlert: succeeded",
            ],
            await _controller.AuditOfAsync("RevertedAlert"));
        using var again = await _controller.Client.PostAsync($"/api/v1/remediations/{started.Id}/revert", content: null);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Responses_are_counted_by_action_and_outcome_once_each()
    {
        var before = (
            await _controller.CountedAsync("requeue_overdue", "succeeded"),
            await _controller.CountedAsync("pause_ecosystem", "skipped"),
            await _controller.CountedAsync("unknown", "skipped"));
        var requeue = Alert("requeue_overdue", "count-1");

        await _controller.NotifyAsync(Firing(requeue));
        await _controller.NotifyAsync(Firing(requeue));
        await _controller.NotifyAsync(Resolved(requeue));
        await _controller.NotifyAsync(Firing(Alert("pause_ecosystem", "count-2", ("ecosystem", "cobol"))));
        await _controller.NotifyAsync(Firing(Alert("format_disk", "count-3")));

        Assert.Equal(
            (before.Item1 + 1, before.Item2 + 1, before.Item3 + 1),
            (
                await _controller.CountedAsync("requeue_overdue", "succeeded"),
                await _controller.CountedAsync("pause_ecosystem", "skipped"),
                await _controller.CountedAsync("unknown", "skipped")));
    }

    [Fact]
    public async Task Notification_needs_the_key()
    {
        using var client = _controller.CreateClient(apiKey: null);
        using var missing = await client.PostAsJsonAsync("/api/v1/alerts", Firing(Alert("requeue_overdue", "stranger")));
        Assert.Equal(HttpStatusCode.Unauthorized, missing.StatusCode);

        // Alertmanager can only send it as a bearer token.
        client.DefaultRequestHeaders.Authorization = new("Bearer", ControllerHost.ApiKey);
        using var bearer = await client.PostAsJsonAsync("/api/v1/alerts", Firing(Alert(null, "bearer")));
        Assert.Equal(HttpStatusCode.OK, bearer.StatusCode);
    }

    [Fact]
    public async Task Malformed_notification_is_refused()
    {
        using var response = await _controller.Client.PostAsJsonAsync("/api/v1/alerts", new { status = "firing" });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Flapping_alerts_are_responded_to_within_bounds()
    {
        await using var controller = await ControllerHost.StartAsync(
            await system.CreateDatabaseAsync(), new Dictionary<string, string?> { ["SpecCursor:Controller:Remediation:MaximumAnHour"] = "2" });
        var outcomes = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            outcomes.Add(Assert.Single(await controller.NotifyAsync(Firing(Alert("requeue_overdue", $"flap-{number}")))).Outcome);
        }

        Assert.Equal(["succeeded", "succeeded", "skipped"], outcomes);
    }
}
