using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Tests.Hosting;
using SpecCursor.Controller.Workflow;

namespace SpecCursor.Controller.Tests.Saga;

/// <summary>A repository that asks for much leaves workers to the others.</summary>
[Collection(SystemCollection.Name)]
public sealed class PlacesTests(RunningSystem system)
{
    private readonly ControllerHost _controller = system.Controller;
    private readonly Script _script = system.Script;
    private readonly int _places = system.Controller.Services.GetRequiredService<IOptions<WorkflowOptions>>().Value.UpgradesPerRepository;

    [Fact]
    public async Task Upgrades_beyond_a_repositorys_places_wait_for_their_turn()
    {
        _script.On("busy/monorepo", command => command is RunUpgrade ? null : Answers.Success(command));
        var asked = await Task.WhenAll(Enumerable.Range(0, _places + 3).Select(number => _controller.CreateAsync("busy/monorepo", $"package-{number}")));

        var started = asked.Where(upgrade => upgrade.WaitingSince is null).ToList();
        var waiting = asked.Where(upgrade => upgrade.WaitingSince is not null).OrderBy(upgrade => upgrade.WaitingSince).ToList();
        Assert.Equal((_places, 3), (started.Count, waiting.Count));
        var commands = await TakeAsync(_places);
        Assert.Equivalent(started.Select(upgrade => upgrade.Id), commands.Select(command => command.Context.UpgradeId));
        var other = await _controller.WaitForEndAsync((await _controller.CreateAsync("quiet/library")).Id);
        Assert.Equal(UpgradeStatus.Completed, other.Status);
        Assert.False(_script.HasMore("busy/monorepo"), "A command was sent to an upgrade that waits.");

        // One ends, and the one that waits longest has its turn; another's end after a cancellation gives the turn to the next but one.
        await _controller.PublishAsync(Answers.Ran(commands[0], RunOutcome.Failed, Workflow.Given.Failure("broken")));
        Assert.Equal(waiting[0].Id, (await _script.NextAsync<RunUpgrade>("busy/monorepo")).Context.UpgradeId);
        using (var cancelled = await _controller.Client.PostAsync($"/api/v1/upgrades/{waiting[1].Id}/cancel", null))
        {
            Assert.True(cancelled.IsSuccessStatusCode);
        }

        await _controller.PublishAsync(Answers.Ran(commands[1], RunOutcome.Failed, Workflow.Given.Failure("broken")));
        var last = await _script.NextAsync<RunUpgrade>("busy/monorepo");
        Assert.Equal(waiting[2].Id, last.Context.UpgradeId);

        var admitted = await _controller.GetAsync<UpgradeResource>($"/api/v1/upgrades/{waiting[2].Id}");
        Assert.Null(admitted.WaitingSince);
        Assert.Equal(waiting[2].TraceId, admitted.TraceId);
        Assert.Equal(UpgradeStatus.Cancelled, (await _controller.GetAsync<UpgradeResource>($"/api/v1/upgrades/{waiting[1].Id}")).Status);
        Assert.False(_script.HasMore("busy/monorepo"));
    }

    [Fact]
    public async Task A_turn_that_a_killed_controller_forgot_is_found_by_the_sweep()
    {
        _script.On("forgotten/turn", _ => null);
        var created = await _controller.CreateAsync("forgotten/turn");
        var first = await _script.NextAsync<RunUpgrade>("forgotten/turn");
        await using (var database = NpgsqlDataSource.Create(_controller.ConnectionString))
        {
            await using var command = database.CreateCommand($"UPDATE controller.upgrades SET waiting_since = now(), deadline = NULL WHERE id = '{created.Id}'");
            await command.ExecuteNonQueryAsync();
        }

        await _controller.PublishAsync(Answers.Ran(first, RunOutcome.Succeeded));
        await _controller.Services.GetRequiredService<OverdueSweep>().SweepAsync(CancellationToken.None);

        var second = await _script.NextAsync<RunUpgrade>("forgotten/turn");
        Assert.Equal(created.Id, second.Context.UpgradeId);
    }

    [Fact]
    public async Task A_retry_waits_as_a_new_upgrade_does()
    {
        _script.On("again/later", command => command is RunUpgrade { Context.PackageName: "failing" }
            ? Answers.Ran(command, RunOutcome.Failed, Workflow.Given.Failure("broken"))
            : null);
        var failed = await _controller.WaitForEndAsync((await _controller.CreateAsync("again/later", "failing")).Id);
        await Task.WhenAll(Enumerable.Range(0, _places).Select(number => _controller.CreateAsync("again/later", $"package-{number}")));

        using var retried = await _controller.Client.PostAsync($"/api/v1/upgrades/{failed.Id}/retry", null);

        Assert.True(retried.IsSuccessStatusCode);
        var waiting = await _controller.GetAsync<UpgradeResource>($"/api/v1/upgrades/{failed.Id}");
        Assert.Equal(UpgradeStatus.Queued, waiting.Status);
        Assert.NotNull(waiting.WaitingSince);
        var events = await _controller.GetAsync<List<UpgradeEvent>>($"/api/v1/upgrades/{failed.Id}/events");
        Assert.Equal([EventTypes.Retried, EventTypes.Waiting], events.TakeLast(2).Select(entry => entry.Type));
    }

    private async Task<List<RunUpgrade>> TakeAsync(int count)
    {
        List<RunUpgrade> commands = [];
        while (commands.Count < count)
        {
            commands.Add(await _script.NextAsync<RunUpgrade>("busy/monorepo"));
        }

        return commands;
    }
}
