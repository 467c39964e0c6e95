using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Tests.Hosting;
using SpecCursor.Controller.Tests.Workflow;
using SpecCursor.Controller.Workflow;

namespace SpecCursor.Controller.Tests.Saga;

/// <summary>Whole upgrades over the real queues, from the call to the end.</summary>
[Collection(SystemCollection.Name)]
public sealed class UpgradeTests(RunningSystem system)
{
    private readonly ControllerHost _controller = system.Controller;
    private readonly Script _script = system.Script;

    [Fact]
    public async Task Upgrade_whose_tests_pass_is_proved_and_published()
    {
        var created = await _controller.CreateAsync("happy/path");

        var upgrade = await _controller.WaitForEndAsync(created.Id);

        Assert.Equal(UpgradeStatus.Completed, upgrade.Status);
        Assert.Equal(("3.4.0", "9.0.1"), (upgrade.FromVersion, upgrade.ToVersion));
        Assert.Equal("speccursor/node/uuid-9.0.1", upgrade.Branch);
        Assert.Equal("https://example.org/pull/7", upgrade.PullRequestUrl);
        Assert.Equal($"http://dashboard.example/traces/detail/{upgrade.TraceId}", upgrade.TraceUrl);
        var run = await _script.NextAsync<RunUpgrade>("happy/path");
        var prove = await _script.NextAsync<ProveUpgrade>("happy/path");
        var publish = await _script.NextAsync<PublishUpgrade>("happy/path");
        Assert.Equal((1L, 2L, 3L), (run.Fence, prove.Fence, publish.Fence));
        Assert.Equal((Given.Report().Diff, "main", upgrade.TraceId), (publish.Diff, publish.BaseBranch, publish.TraceId));
        Assert.Equal("obligation-0", Assert.Single(publish.Obligations).Obligation);
        Assert.Null(publish.Patch);

        var steps = await _controller.GetAsync<List<StepResource>>($"/api/v1/upgrades/{created.Id}/steps");
        Assert.Equal(
            [UpgradeStep.Resolve, UpgradeStep.Apply, UpgradeStep.Test, UpgradeStep.Prove, UpgradeStep.Publish], steps.Select(step => step.Step));
        Assert.All(steps, step => Assert.Equal(StepStatus.Succeeded, step.Status));
        Assert.Contains("npm test", steps[2].Output, StringComparison.Ordinal);
        var proofs = await _controller.GetAsync<List<ProofResource>>($"/api/v1/upgrades/{created.Id}/proofs");
        Assert.Equal(ObligationStatus.Proved, Assert.Single(proofs).Status);
    }

    [Fact]
    public async Task Upgrade_whose_tests_fail_is_patched_and_proved()
    {
        _script.On("broken/code", command => command is RunUpgrade { Attempt: 1 } ? Answers.Ran(command, RunOutcome.TestsFailed) : Answers.Success(command));

        var upgrade = await _controller.WaitForEndAsync((await _controller.CreateAsync("broken/code")).Id);

        Assert.Equal((UpgradeStatus.Completed, 2), (upgrade.Status, upgrade.Attempt));
        await _script.NextAsync<RunUpgrade>("broken/code");
        var generate = await _script.NextAsync<GeneratePatch>("broken/code");
        Assert.Equal((1, "3.4.0", "9.0.1"), (generate.Attempt, generate.FromVersion, generate.ToVersion));
        Assert.Empty(generate.EarlierEdits);
        var again = await _script.NextAsync<RunUpgrade>("broken/code");
        Assert.Equal((Given.Report().BaseCommit, "9.0.1", 2), (again.PinnedCommit, again.PinnedVersion, again.Attempt));
        Assert.Equal(Given.Edit(), Assert.Single(again.Edits));
        await _script.NextAsync<ProveUpgrade>("broken/code");
        var publish = await _script.NextAsync<PublishUpgrade>("broken/code");
        Assert.Equal(("recipes", "uuid-deep-imports"), (publish.Patch!.Provider, publish.Patch.Recipe));
        Assert.Equal(["lib/a.js"], publish.Patch.Files);
        var patch = Assert.Single(await _controller.GetAsync<List<PatchResource>>($"/api/v1/upgrades/{upgrade.Id}/patches"));
        Assert.Equal(("accepted", 1), (patch.Status, patch.Attempt));
        Assert.Contains("+++ b/lib/a.js", patch.Diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upgrade_whose_repairs_do_not_help_is_given_up()
    {
        _script.On("hopeless/code", command => command is RunUpgrade ? Answers.Ran(command, RunOutcome.TestsFailed) : Answers.Success(command));

        var upgrade = await _controller.WaitForEndAsync((await _controller.CreateAsync("hopeless/code")).Id);

        Assert.Equal((UpgradeStatus.Failed, "tests-failed", 4), (upgrade.Status, upgrade.Failure!.Code, upgrade.Attempt));
        var patches = await _controller.GetAsync<List<PatchResource>>($"/api/v1/upgrades/{upgrade.Id}/patches");
        Assert.Equal(["rejected", "rejected", "rejected"], patches.Select(patch => patch.Status));
        await _script.NextAsync<RunUpgrade>("hopeless/code");
        Assert.Empty((await _script.NextAsync<GeneratePatch>("hopeless/code")).EarlierEdits);
        await _script.NextAsync<RunUpgrade>("hopeless/code");
        Assert.Equal(Given.Edit(), Assert.Single((await _script.NextAsync<GeneratePatch>("hopeless/code")).EarlierEdits));
    }

    [Fact]
    public async Task Upgrade_without_a_repair_fails()
    {
        _script.On("no/recipe", command => command switch
        {
            RunUpgrade => Answers.Ran(command, RunOutcome.TestsFailed),
            GeneratePatch => Answers.Patched(command, PatchOutcome.Failed),
            _ => Answers.Success(command),
        });

        var upgrade = await _controller.WaitForEndAsync((await _controller.CreateAsync("no/recipe")).Id);

        Assert.Equal((UpgradeStatus.Failed, "no-recipe"), (upgrade.Status, upgrade.Failure!.Code));
    }

    [Fact]
    public async Task Refuted_upgrade_is_published_nowhere()
    {
        _script.On("refuted/peer", command => command is ProveUpgrade
            ? Answers.Proved(command, ProofVerdict.Refuted, ObligationStatus.Proved, ObligationStatus.Refuted)
            : Answers.Success(command));

        var upgrade = await _controller.WaitForEndAsync((await _controller.CreateAsync("refuted/peer")).Id);

        Assert.Equal((UpgradeStatus.Failed, "proof-refuted"), (upgrade.Status, upgrade.Failure!.Code));
        Assert.Contains("react 19.0.0 is not in ^18", upgrade.Failure.Reason, StringComparison.Ordinal);
        Assert.Null(upgrade.PullRequestUrl);
        await _script.NextAsync<RunUpgrade>("refuted/peer");
        await _script.NextAsync<ProveUpgrade>("refuted/peer");
        Assert.False(_script.HasMore("refuted/peer"));
        var proofs = await _controller.GetAsync<List<ProofResource>>($"/api/v1/upgrades/{upgrade.Id}/proofs");
        Assert.Equal("react 19.0.0 is not in ^18", proofs[1].Counterexample);
    }

    [Fact]
    public async Task Run_that_fails_ends_the_upgrade_with_the_workers_reason()
    {
        _script.On("not/there", command => Answers.Ran(command, RunOutcome.Failed, Given.Failure("repository-not-found")));

        var upgrade = await _controller.WaitForEndAsync((await _controller.CreateAsync("not/there")).Id);

        Assert.Equal("repository-not-found", upgrade.Failure!.Code);
    }

    [Fact]
    public async Task Answers_that_come_twice_or_late_change_nothing()
    {
        _script.OnAsync("twice/late", async command =>
        {
            var answer = Answers.Success(command);
            await _controller.PublishAsync(answer);
            if (command is ProveUpgrade prove)
            {
                await _controller.PublishAsync(Answers.Ran(new RunUpgrade { Context = prove.Context, Fence = 1, Attempt = 1 }, RunOutcome.TestsFailed));
                await _controller.PublishAsync(new StepStarted
                {
                    UpgradeId = prove.Context.UpgradeId,
                    Fence = 1,
                    Attempt = 1,
                    Step = UpgradeStep.Test,
                    StartedAt = DateTimeOffset.UtcNow,
                });
            }

            return answer;
        });

        var upgrade = await _controller.WaitForEndAsync((await _controller.CreateAsync("twice/late")).Id);
        await _controller.PublishAsync(Answers.Published(new RunUpgrade
        {
            Context = new UpgradeContext { UpgradeId = upgrade.Id, Repository = "twice/late", Ecosystem = "node", PackageName = "uuid", TargetVersion = "9.0.1" },
            Fence = 3,
            Attempt = 1,
        }) with
        { Branch = "other" });
        await _controller.WaitForEndAsync((await _controller.CreateAsync("twice/after")).Id);

        var unchanged = await _controller.GetAsync<UpgradeResource>($"/api/v1/upgrades/{upgrade.Id}");
        Assert.Equal((UpgradeStatus.Completed, "speccursor/node/uuid-9.0.1"), (unchanged.Status, unchanged.Branch));
        Assert.Equal(1, (await EventsAsync(upgrade.Id)).Count(entry => entry.Type == EventTypes.Ended));
        await _script.NextAsync<RunUpgrade>("twice/late");
        await _script.NextAsync<ProveUpgrade>("twice/late");
        await _script.NextAsync<PublishUpgrade>("twice/late");
        Assert.False(_script.HasMore("twice/late"));
    }

    [Fact]
    public async Task Progress_in_any_order_makes_events_in_order()
    {
        _script.OnAsync("live/progress", async command =>
        {
            if (command is RunUpgrade)
            {
                foreach (var step in new[] { UpgradeStep.Apply, UpgradeStep.Resolve, UpgradeStep.Test, UpgradeStep.Test })
                {
                    await _controller.PublishAsync(new StepStarted
                    {
                        UpgradeId = command.Context.UpgradeId,
                        Fence = command.Fence,
                        Attempt = 1,
                        Step = step,
                        StartedAt = DateTimeOffset.UtcNow,
                    });
                }
            }

            return Answers.Success(command);
        });

        var upgrade = await _controller.WaitForEndAsync((await _controller.CreateAsync("live/progress")).Id);

        var events = await EventsAsync(upgrade.Id);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(entry => entry.Sequence));
        Assert.Equal((EventTypes.Created, EventTypes.Ended), (events[0].Type, events[^1].Type));
        var steps = await _controller.GetAsync<List<StepResource>>($"/api/v1/upgrades/{upgrade.Id}/steps");
        Assert.Equal(5, steps.Count);
        Assert.All(steps, step => Assert.Equal(StepStatus.Succeeded, step.Status));
    }

    [Fact]
    public async Task Request_of_a_webhook_becomes_an_upgrade_once()
    {
        var request = Given.Request() with { RequestedBy = "octocat" };
        request = request with { Context = request.Context with { Repository = "web/hook" } };

        await _controller.PublishAsync(request);
        await _controller.PublishAsync(request);
        var upgrade = await WaitUntilThereAsync(request.Context.UpgradeId);

        Assert.Equal((UpgradeStatus.Completed, UpgradeTrigger.Comment, "octocat"), (upgrade.Status, upgrade.Trigger, upgrade.RequestedBy));
        Assert.Equal(1, (await EventsAsync(upgrade.Id)).Count(entry => entry.Type == EventTypes.Created));
    }

    [Fact]
    public async Task Request_of_a_webhook_for_what_is_under_way_is_noted_and_ignored()
    {
        var release = new TaskCompletionSource();
        _script.OnAsync("web/busy", async command =>
        {
            await release.Task;
            return Answers.Success(command);
        });
        var created = await _controller.CreateAsync("web/busy");
        var request = Given.Request();
        request = request with { Context = request.Context with { Repository = "web/busy" } };

        await _controller.PublishAsync(request);

        await WaitForEventAsync(created.Id, EventTypes.Duplicate);
        release.SetResult();
        Assert.Equal(UpgradeStatus.Completed, (await _controller.WaitForEndAsync(created.Id)).Status);
        var all = await _controller.GetAsync<PageOf<UpgradeResource>>("/api/v1/upgrades?repository=web/busy");
        Assert.Equal(1, all.Total);
    }

    [Fact]
    public async Task Request_of_a_webhook_that_cannot_be_done_is_kept_with_its_reason()
    {
        var request = Given.Request();
        request = request with { Context = request.Context with { Repository = "../etc/passwd", PackageName = "--registry=evil" } };

        await _controller.PublishAsync(request);
        var upgrade = await WaitUntilThereAsync(request.Context.UpgradeId);

        Assert.Equal((UpgradeStatus.Failed, "invalid-request"), (upgrade.Status, upgrade.Failure!.Code));
        Assert.False(_script.HasMore("../etc/passwd"));
    }

    private async Task<UpgradeResource> WaitUntilThereAsync(Guid id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var subscription = ((Events.EventHub)_controller.Services.GetService(typeof(Events.EventHub))!).TrySubscribe(id)!;
        await subscription.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, limit.Token);
        return await _controller.WaitForEndAsync(id);
    }

    private async Task WaitForEventAsync(Guid id, string type)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var subscription = ((Events.EventHub)_controller.Services.GetService(typeof(Events.EventHub))!).TrySubscribe(id)!;
        while (!(await EventsAsync(id)).Exists(entry => entry.Type == type))
        {
            await subscription.WaitAsync(TimeSpan.FromSeconds(1), TimeProvider.System, limit.Token);
        }
    }

    private Task<List<UpgradeEvent>> EventsAsync(Guid id) => _controller.GetAsync<List<UpgradeEvent>>($"/api/v1/upgrades/{id}/events");
}
