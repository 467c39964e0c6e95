using System.Net;
using System.Net.Http.Json;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Messages;
using SpecCursor.Controller.Tests.Hosting;
using SpecCursor.Controller.Tests.Workflow;

namespace SpecCursor.Controller.Tests.Remediation;

/// <summary>From an alert to what is done about it, and back.</summary>
[Collection(SystemCollection.Name)]
public sealed class RemediationTests(RunningSystem system)
{
    private readonly ControllerHost _controller = system.Controller;

    [Fact]
    public async Task Alert_pauses_its_ecosystem_until_it_is_resolved()
    {
        var alert = Alert("pause_ecosystem", "pause-1", ("ecosystem", "rust"));

        var started = Assert.Single(await PostAsync(Firing(alert)));

        Assert.Equal(("pause_ecosystem", "rust", "succeeded", null), (started.Action, started.Target, started.Outcome, started.EndedAt));
        using var refused = await CreateAsync("rust", "remedies/paused");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Assert.Contains("Too many upgrades of rust fail", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var other = await CreateAsync("node", "remedies/not-paused");
        Assert.Equal(HttpStatusCode.Created, other.StatusCode);

        var ended = Assert.Single(await PostAsync(Resolved(alert)));

        Assert.Equal((started.Id, "alertmanager"), (ended.Id, ended.EndedBy));
        using var accepted = await CreateAsync("rust", "remedies/paused");
        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
    }

    [Fact]
    public async Task Webhook_request_waits_for_the_end_of_the_pause()
    {
        var alert = Alert("pause_ecosystem", "pause-2", ("ecosystem", "python"));
        var pause = Assert.Single(await PostAsync(Firing(alert)));
        Assert.Equal("succeeded", pause.Outcome);
        var request = Given.Request() with { Context = Given.Request().Context with { Ecosystem = "python", Repository = "remedies/waits", PackageName = "requests", TargetVersion = "2.0.1" } };

        await _controller.PublishAsync(request);
        await _controller.PublishAsync(Given.Request() with { Context = Given.Request().Context with { Repository = "remedies/does-not-wait" } });
        await EventuallyAsync(async () => (await FindAsync("remedies/does-not-wait")).Total == 1);
        Assert.Equal(0, (await FindAsync("remedies/waits")).Total);
        using var reverted = await _controller.Client.PostAsync($"/api/v1/remediations/{pause.Id}/revert", content: null);

        Assert.Equal(HttpStatusCode.OK, reverted.StatusCode);
        Assert.Equal("api-key", (await reverted.Content.ReadFromJsonAsync<RemediationResource>())!.EndedBy);
        await EventuallyAsync(async () => (await FindAsync("remedies/waits")).Total == 1);
    }

    [Fact]
    public async Task Repeated_notification_leads_to_nothing_more()
    {
        var alert = Alert("requeue_overdue", "queue-1");
        var first = Assert.Single(await PostAsync(Firing(alert)));
        Assert.Equal(("succeeded", "No step was overdue."), (first.Outcome, first.Detail));

        Assert.Empty(await PostAsync(Firing(alert)));
        Assert.Single(await PostAsync(Resolved(alert)));
        Assert.Empty(await PostAsync(Resolved(alert)));
        Assert.Single(await PostAsync(Firing(alert)));
    }

    [Fact]
    public async Task Alert_without_a_remedy_or_with_an_unknown_one_changes_nothing()
    {
        Assert.Empty(await PostAsync(Firing(Alert(null, "plain-1"))));
        Assert.Empty(await PostAsync(Firing(Alert("format_disk", "odd-1"))));
    }

    [Fact]
    public async Task Remedy_that_does_not_suit_the_alert_is_skipped_with_the_reason()
    {
        var skipped = Assert.Single(await PostAsync(Firing(Alert("pause_ecosystem", "pause-3", ("ecosystem", "cobol")))));

        Assert.Equal(("skipped", "The alert names no known ecosystem."), (skipped.Outcome, skipped.Detail));
    }

    [Fact]
    public async Task Response_is_listed_and_stands_in_the_audit_log()
    {
        var alert = Alert("requeue_overdue", "queue-2", name: "AuditedAlert");
        var started = Assert.Single(await PostAsync(Firing(alert)));

        var listed = await _controller.GetAsync<PageOf<RemediationResource>>("/api/v1/remediations?pageSize=100");
        var audit = await _controller.GetAsync<PageOf<AuditResource>>("/api/v1/audit?pageSize=100");

        Assert.Contains(listed.Items, item => item.Id == started.Id && item.Alert == "AuditedAlert");
        Assert.Contains(audit.Items, line => line is { Action: "remediation.started", Actor: "alertmanager" } && line.Detail == "requeue_overdue for AuditedAlert: succeeded");
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
            using var response = await controller.Client.PostAsJsonAsync("/api/v1/alerts", Firing(Alert("requeue_overdue", $"flap-{number}")));
            outcomes.Add(Assert.Single((await response.Content.ReadFromJsonAsync<List<RemediationResource>>())!).Outcome);
        }

        Assert.Equal(["succeeded", "succeeded", "skipped"], outcomes);
    }

    [Fact]
    public async Task Alert_keeps_claude_from_being_asked_until_it_is_resolved()
    {
        var alert = Alert("open_ai_circuit", "circuit-1", "AnthropicUnreachable", ("api", "anthropic"));

        var started = Assert.Single(await PostAsync(Firing(alert)));

        Assert.Equal(("open_ai_circuit", "claude", "succeeded"), (started.Action, started.Target, started.Outcome));
        var repair = await AskForRepairAsync("circuit/open");
        Assert.InRange(repair.CircuitOpenUntil!.Value, started.ExpiresAt.AddMilliseconds(-1), started.ExpiresAt.AddMilliseconds(1));

        var ended = Assert.Single(await PostAsync(Resolved(alert)));

        Assert.Equal((started.Id, "alertmanager"), (ended.Id, ended.EndedBy));
        Assert.Null((await AskForRepairAsync("circuit/resolved")).CircuitOpenUntil);
    }

    [Fact]
    public async Task Circuit_closes_when_a_person_reverts_it()
    {
        var started = Assert.Single(await PostAsync(Firing(Alert("open_ai_circuit", "circuit-2", ("provider", "claude")))));
        Assert.NotNull((await AskForRepairAsync("circuit/to-revert")).CircuitOpenUntil);

        using var reverted = await _controller.Client.PostAsync($"/api/v1/remediations/{started.Id}/revert", content: null);

        Assert.Equal(HttpStatusCode.OK, reverted.StatusCode);
        Assert.Null((await AskForRepairAsync("circuit/reverted")).CircuitOpenUntil);
    }

    [Theory]
    [InlineData("provider", "recipes")]
    [InlineData("api", "npm")]
    public async Task Claude_is_not_left_alone_for_what_others_do(string label, string value)
    {
        var skipped = Assert.Single(await PostAsync(Firing(Alert("open_ai_circuit", $"circuit-{value}", (label, value)))));

        Assert.Equal(("skipped", "The alert is not about Claude."), (skipped.Outcome, skipped.Detail));
        Assert.Null((await AskForRepairAsync($"circuit/{value}")).CircuitOpenUntil);
    }

    [Fact]
    public async Task Throttle_is_in_force_until_its_alert_is_resolved()
    {
        var alert = Alert("throttle_sender", "throttle-1", "WebhookSignatureBurst");

        var started = Assert.Single(await PostAsync(Firing(alert)));

        Assert.Equal(("throttle_sender", null, "succeeded"), (started.Action, started.Target, started.Outcome));
        Assert.Contains(await InForceAsync(), item => item.Id == started.Id);

        await PostAsync(Resolved(alert));

        Assert.DoesNotContain(await InForceAsync(), item => item.Id == started.Id);
    }

    [Fact]
    public async Task Backlog_asks_for_more_replicas_until_it_is_worked_off()
    {
        await using var controller = await ControllerHost.StartAsync(
            await system.CreateDatabaseAsync(), new Dictionary<string, string?> { ["SpecCursor:Controller:Scaling:worker:Maximum"] = "3" });
        var alert = Alert("scale_out", "backlog-1", "QueueBacklog", ("service", "worker"));
        Assert.Equal(1, await ReplicasAsync(controller));

        using var firing = await controller.Client.PostAsJsonAsync("/api/v1/alerts", Firing(alert));

        var started = Assert.Single((await firing.Content.ReadFromJsonAsync<List<RemediationResource>>())!);
        Assert.Equal(("worker", "succeeded", "There should be 3 of worker."), (started.Target, started.Outcome, started.Detail));
        Assert.Equal(3, await ReplicasAsync(controller));

        using var resolved = await controller.Client.PostAsJsonAsync("/api/v1/alerts", Resolved(alert));

        Assert.Equal(HttpStatusCode.OK, resolved.StatusCode);
        Assert.Equal(1, await ReplicasAsync(controller));
    }

    [Theory]
    [InlineData("worker")]
    [InlineData("nobody")]
    public async Task Host_that_can_run_no_more_of_a_service_is_not_asked_to(string service)
    {
        var skipped = Assert.Single(await PostAsync(Firing(Alert("scale_out", $"backlog-{service}", ("service", service)))));
        using var scale = await _controller.Client.GetAsync($"/api/v1/scaling/{service}");

        Assert.Equal(("skipped", "This host can run no more of the service."), (skipped.Outcome, skipped.Detail));
        Assert.Equal(HttpStatusCode.NotFound, scale.StatusCode);
    }

    [Fact]
    public async Task Response_that_was_skipped_is_not_in_force()
    {
        var skipped = Assert.Single(await PostAsync(Firing(Alert("pause_ecosystem", "pause-4", ("ecosystem", "cobol")))));

        Assert.Null(skipped.EndedAt);
        Assert.DoesNotContain(await InForceAsync(), item => item.Id == skipped.Id);
    }

    private static Dictionary<string, object> Alert(string? remediation, string fingerprint, params (string Name, string Value)[] labels) =>
        Alert(remediation, fingerprint, "SomethingIsWrong", labels);

    private static Dictionary<string, object> Alert(string? remediation, string fingerprint, string name, params (string Name, string Value)[] labels)
    {
        var all = labels.Append(("alertname", name)).ToDictionary(label => label.Item1, label => label.Item2);
        if (remediation is not null)
        {
            all["remediation"] = remediation;
        }

        return new()
        {
            ["status"] = "firing",
            ["labels"] = all,
            ["annotations"] = new Dictionary<string, string> { ["summary"] = "Something is wrong" },
            ["startsAt"] = "2026-11-25T10:00:00.000Z",
            ["endsAt"] = "0001-01-01T00:00:00Z",
            ["generatorURL"] = "http://prometheus.example/graph",
            ["fingerprint"] = fingerprint,
        };
    }

    private static object Firing(Dictionary<string, object> alert) => Notification("firing", alert);

    private static object Resolved(Dictionary<string, object> alert) => Notification("resolved", new(alert) { ["status"] = "resolved" });

    private static object Notification(string status, Dictionary<string, object> alert) => new
    {
        version = "4",
        groupKey = "{}:{alertname=\"SomethingIsWrong\"}",
        truncatedAlerts = 0,
        status,
        receiver = "speccursor",
        groupLabels = new { },
        commonLabels = new { },
        commonAnnotations = new { },
        externalURL = "http://alertmanager.example",
        alerts = new[] { alert },
    };

    private async Task<List<RemediationResource>> PostAsync(object notification)
    {
        using var response = await _controller.Client.PostAsJsonAsync("/api/v1/alerts", notification);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<List<RemediationResource>>())!;
    }

    private static async Task<int> ReplicasAsync(ControllerHost controller) =>
        (await controller.GetAsync<ScaleResource>("/api/v1/scaling/worker")).Replicas;

    private async Task<IReadOnlyList<RemediationResource>> InForceAsync() =>
        (await _controller.GetAsync<PageOf<RemediationResource>>("/api/v1/remediations?live=true&pageSize=100")).Items;

    /// <summary>An upgrade that breaks the tests, and the command that asks for its repair.</summary>
    private async Task<GeneratePatch> AskForRepairAsync(string repository)
    {
        system.Script.On(repository, command => command is RunUpgrade { Attempt: 1 } ? Answers.Ran(command, RunOutcome.TestsFailed) : Answers.Success(command));
        await _controller.CreateAsync(repository);
        await system.Script.NextAsync<RunUpgrade>(repository);
        return await system.Script.NextAsync<GeneratePatch>(repository);
    }

    private Task<HttpResponseMessage> CreateAsync(string ecosystem, string repository) => _controller.Client.PostAsJsonAsync(
        "/api/v1/upgrades",
        ControllerHost.Body(repository, "serde", "1.0.2") with { Ecosystem = ecosystem });

    private Task<PageOf<UpgradeResource>> FindAsync(string repository) =>
        _controller.GetAsync<PageOf<UpgradeResource>>($"/api/v1/upgrades?repository={repository}");

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
