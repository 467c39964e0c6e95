using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Tests.Hosting;
using SpecCursor.Controller.Tests.Workflow;

namespace SpecCursor.Controller.Tests.Api;

/// <summary>What callers do.</summary>
[Collection(SystemCollection.Name)]
public sealed class UpgradeApiTests(RunningSystem system)
{
    private readonly ControllerHost _controller = system.Controller;
    private readonly Script _script = system.Script;

    [Fact]
    public async Task A_created_upgrade_is_found_at_its_location()
    {
        using var response = await PostAsync(ControllerHost.Body("api/created"));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var created = (await response.Content.ReadFromJsonAsync<UpgradeResource>())!;
        Assert.Equal($"/api/v1/upgrades/{created.Id}", response.Headers.Location?.ToString());
        Assert.Equal((UpgradeStatus.Queued, UpgradeTrigger.Api, "api-key"), (created.Status, created.Trigger, created.RequestedBy));
        Assert.Equal(32, created.TraceId.Length);
        var found = await _controller.GetAsync<UpgradeResource>(response.Headers.Location!.ToString());
        Assert.Equal(created.Id, found.Id);
    }

    [Fact]
    public async Task A_list_has_true_totals_and_stable_pages()
    {
        var ids = new List<Guid>();
        for (var number = 0; number < 7; number++)
        {
            ids.Add((await _controller.CreateAsync("api/paged", target: $"9.0.{number}")).Id);
        }

        ids.Reverse();
        var pages = new List<Guid>();
        for (var page = 1; page <= 4; page++)
        {
            var result = await _controller.GetAsync<PageOf<UpgradeResource>>($"/api/v1/upgrades?repository=api/paged&page={page}&pageSize=3");
            Assert.Equal((7L, page, 3), (result.Total, result.Page, result.PageSize));
            pages.AddRange(result.Items.Select(upgrade => upgrade.Id));
        }

        Assert.Equal(ids, pages);
    }

    [Fact]
    public async Task A_list_is_filtered_by_every_field()
    {
        _script.On("api/filtered", command => command.Context.PackageName == "broken"
            ? Answers.Ran(command, RunOutcome.Failed, Given.Failure("package-not-found"))
            : Answers.Success(command));
        var broken = await _controller.WaitForEndAsync((await _controller.CreateAsync("api/filtered", "broken")).Id);
        var fine = await _controller.WaitForEndAsync((await _controller.CreateAsync("api/filtered", "fine")).Id);

        Assert.Equal([broken.Id], await ListAsync("repository=api/filtered&status=failed"));
        Assert.Equal([fine.Id], await ListAsync("repository=api/filtered&status=completed"));
        Assert.Equal([fine.Id], await ListAsync("repository=api/filtered&package=fine"));
        Assert.Equal([fine.Id, broken.Id], await ListAsync("repository=api/filtered&ecosystem=node"));
        Assert.Empty(await ListAsync("repository=api/filtered&ecosystem=rust"));
    }

    [Fact]
    public async Task What_is_under_way_is_not_started_twice()
    {
        var gate = Hold("api/busy");
        var first = await _controller.CreateAsync("api/busy");

        using var second = await PostAsync(ControllerHost.Body("api/busy"));

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        using var problem = JsonDocument.Parse(await second.Content.ReadAsStringAsync());
        Assert.Equal(first.Id, problem.RootElement.GetProperty("upgradeId").GetGuid());
        gate.SetResult();
        await _controller.WaitForEndAsync(first.Id);
        await _controller.WaitForEndAsync((await _controller.CreateAsync("api/busy")).Id);
    }

    [Fact]
    public async Task A_repeated_call_with_the_same_key_gets_the_first_answer()
    {
        using var first = await PostAsync(ControllerHost.Body("api/repeated"), "key-1");
        var created = (await first.Content.ReadFromJsonAsync<UpgradeResource>())!;
        await _controller.WaitForEndAsync(created.Id);

        using var second = await PostAsync(ControllerHost.Body("api/repeated"), "key-1");

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotency-Replayed")));
        using var other = await PostAsync(ControllerHost.Body("api/repeated", target: "9.0.0"), "key-1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Single(await ListAsync("repository=api/repeated"));
    }

    [Fact]
    public async Task Calls_at_once_with_the_same_key_make_exactly_one_upgrade()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => PostAsync(ControllerHost.Body("api/at-once"), "key-2")));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.Created, response.StatusCode));
        Assert.Single(responses.Select(response => response.Headers.Location).Distinct());
        Assert.Single(await ListAsync("repository=api/at-once"));
        Array.ForEach(responses, response => response.Dispose());
    }

    [Fact]
    public async Task Calls_at_once_without_a_key_make_one_live_upgrade()
    {
        var gate = Hold("api/race");
        var responses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => PostAsync(ControllerHost.Body("api/race"))));

        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.Created);
        Assert.Equal(11, responses.Count(response => response.StatusCode == HttpStatusCode.Conflict));
        gate.SetResult();
        Array.ForEach(responses, response => response.Dispose());
    }

    [Fact]
    public async Task A_cancelled_upgrade_publishes_nothing_even_when_its_worker_answers()
    {
        var gate = Hold("api/cancelled");
        var upgrade = await _controller.CreateAsync("api/cancelled");
        await _script.NextAsync<RunUpgrade>("api/cancelled");

        using var response = await _controller.Client.PostAsync($"/api/v1/upgrades/{upgrade.Id}/cancel", null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var revocation = await _script.NextRevocationAsync(upgrade.Id);
        Assert.Equal(2, revocation.Fence);
        gate.SetResult();
        await _controller.WaitForEndAsync((await _controller.CreateAsync("api/cancelled", "other")).Id);
        Assert.Equal(UpgradeStatus.Cancelled, (await _controller.GetAsync<UpgradeResource>($"/api/v1/upgrades/{upgrade.Id}")).Status);
        using var again = await _controller.Client.PostAsync($"/api/v1/upgrades/{upgrade.Id}/cancel", null);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task A_cancel_that_races_with_the_end_has_one_winner()
    {
        for (var round = 0; round < 8; round++)
        {
            var upgrade = await _controller.CreateAsync("api/photo-finish", target: $"9.1.{round}");
            await _script.NextAsync<RunUpgrade>("api/photo-finish");
            using var response = await _controller.Client.PostAsync($"/api/v1/upgrades/{upgrade.Id}/cancel", null);
            var ended = await _controller.WaitForEndAsync(upgrade.Id);

            Assert.Equal(response.StatusCode == HttpStatusCode.OK ? UpgradeStatus.Cancelled : UpgradeStatus.Completed, ended.Status);
            var events = await _controller.GetAsync<List<UpgradeEvent>>($"/api/v1/upgrades/{upgrade.Id}/events");
            Assert.Single(events, entry => entry.Type == "upgrade.ended");
            while (_script.HasMore("api/photo-finish"))
            {
                await _script.NextAsync<IUpgradeCommand>("api/photo-finish");
            }
        }
    }

    [Fact]
    public async Task A_failed_upgrade_is_retried_under_the_same_id_in_the_same_trace()
    {
        _script.On("api/retried", command => command.Fence == 1
            ? Answers.Ran(command, RunOutcome.Failed, Given.Failure("registry-down"))
            : Answers.Success(command));
        var failed = await _controller.WaitForEndAsync((await _controller.CreateAsync("api/retried")).Id);

        using var response = await _controller.Client.PostAsync($"/api/v1/upgrades/{failed.Id}/retry", null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var completed = await _controller.WaitAsync(failed.Id, upgrade => upgrade.Status == UpgradeStatus.Completed);
        Assert.Equal((failed.TraceId, failed.CreatedAt), (completed.TraceId, completed.CreatedAt));
        Assert.Null(completed.Failure);
        var steps = await _controller.GetAsync<List<StepResource>>($"/api/v1/upgrades/{failed.Id}/steps");
        Assert.Equal(8, steps.Count);
        using var again = await _controller.Client.PostAsync($"/api/v1/upgrades/{failed.Id}/retry", null);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        var audit = await _controller.GetAsync<PageOf<AuditResource>>($"/api/v1/audit?upgradeId={failed.Id}");
        Assert.Equal(["upgrade.published", "upgrade.retried", "upgrade.created"], audit.Items.Select(line => line.Action));
        Assert.Equal(["github-app", "api-key", "api-key"], audit.Items.Select(line => line.Actor));
    }

    [Fact]
    public async Task A_retry_of_what_another_upgrade_is_doing_is_refused()
    {
        _script.On("api/overtaken", command => Answers.Ran(command, RunOutcome.Failed, Given.Failure("registry-down")));
        var failed = await _controller.WaitForEndAsync((await _controller.CreateAsync("api/overtaken")).Id);
        var gate = Hold("api/overtaken");
        var live = await _controller.CreateAsync("api/overtaken");

        using var response = await _controller.Client.PostAsync($"/api/v1/upgrades/{failed.Id}/retry", null);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(live.Id, problem.RootElement.GetProperty("upgradeId").GetGuid());
        gate.SetResult();
        await _controller.WaitForEndAsync(live.Id);
    }

    [Fact]
    public async Task Ended_upgrades_are_measured()
    {
        await _controller.WaitForEndAsync((await _controller.CreateAsync("api/measured")).Id);

        var metrics = await _controller.Client.GetStringAsync("/metrics");

        Assert.Matches("""speccursor_upgrades_total\{[^}]*ecosystem="node"[^}]*status="completed"[^}]*\} [1-9]""", metrics);
        Assert.Matches("""speccursor_upgrade_step_duration_seconds_count\{[^}]*status="succeeded",step="prove"[^}]*\} [1-9]""", metrics);
        Assert.Matches("""speccursor_upgrade_step_duration_seconds_count\{[^}]*status="succeeded",step="publish"[^}]*\} [1-9]""", metrics);
    }

    private TaskCompletionSource Hold(string repository)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _script.OnAsync(repository, async command =>
        {
            await gate.Task;
            return Answers.Success(command);
        });
        return gate;
    }

    private async Task<HttpResponseMessage> PostAsync(CreateUpgradeRequest body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/upgrades") { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await _controller.Client.SendAsync(request);
    }

    private async Task<IEnumerable<Guid>> ListAsync(string query) =>
        (await _controller.GetAsync<PageOf<UpgradeResource>>($"/api/v1/upgrades?{query}")).Items.Select(upgrade => upgrade.Id);
}
