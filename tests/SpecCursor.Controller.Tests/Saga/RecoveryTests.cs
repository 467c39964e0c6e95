using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Tests.Hosting;
using SpecCursor.Controller.Workflow;

namespace SpecCursor.Controller.Tests.Saga;

/// <summary>Services that fail, hang, or never answer.</summary>
[Collection(SystemCollection.Name)]
public sealed class RecoveryTests(RunningSystem system)
{
    private readonly ControllerHost _controller = system.Controller;
    private readonly Script _script = system.Script;

    [Fact]
    public async Task Command_that_is_given_up_fails_the_upgrade_and_replayed_completes_it()
    {
        var isBroken = true;
        _script.On("dead/letter", command => command is PublishUpgrade && isBroken
            ? throw new InvalidOperationException("The forge is on fire.")
            : Answers.Success(command));
        var failed = await _controller.WaitForEndAsync((await _controller.CreateAsync("dead/letter")).Id);
        Assert.Equal((UpgradeStatus.Failed, "given-up", UpgradeStep.Publish), (failed.Status, failed.Failure!.Code, failed.Step!.Value));
        Assert.Contains("on fire", failed.Failure.Reason, StringComparison.Ordinal);

        var letters = await _controller.GetAsync<PageOf<DeadLetterResource>>("/api/v1/dead-letters?pageSize=100");
        var letter = Assert.Single(letters.Items, letter => letter.UpgradeId == failed.Id);
        Assert.Equal(("worker", "PublishUpgrade", "The forge is on fire."), (letter.Queue, letter.MessageType, letter.Reason));
        Assert.InRange(letter.At, DateTimeOffset.UtcNow.AddMinutes(-2), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Equal(letters.Items.Count, letters.Total);
        isBroken = false;
        using var replayed = await _controller.Client.PostAsync($"/api/v1/dead-letters/{letter.Id}/replay", null);

        Assert.Equal(HttpStatusCode.Accepted, replayed.StatusCode);
        var completed = await _controller.WaitAsync(failed.Id, upgrade => upgrade.Status == UpgradeStatus.Completed);
        Assert.Null(completed.Failure);
        var audit = await _controller.GetAsync<PageOf<AuditResource>>($"/api/v1/audit?upgradeId={failed.Id}");
        Assert.Equal(["upgrade.published", "dead_letter.replayed", "upgrade.created"], audit.Items.Select(line => line.Action));
        using var again = await _controller.Client.PostAsync($"/api/v1/dead-letters/{letter.Id}/replay", null);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Replay_of_what_another_upgrade_is_doing_is_refused()
    {
        _script.On("dead/overtaken", _ => throw new InvalidOperationException("Broken."));
        var failed = await _controller.WaitForEndAsync((await _controller.CreateAsync("dead/overtaken")).Id);
        var letters = await _controller.GetAsync<PageOf<DeadLetterResource>>("/api/v1/dead-letters?pageSize=100");
        var letter = Assert.Single(letters.Items, letter => letter.UpgradeId == failed.Id);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _script.OnAsync("dead/overtaken", async command =>
        {
            await gate.Task;
            return Answers.Success(command);
        });
        var live = await _controller.CreateAsync("dead/overtaken");

        using var replayed = await _controller.Client.PostAsync($"/api/v1/dead-letters/{letter.Id}/replay", null);

        Assert.Equal(HttpStatusCode.Conflict, replayed.StatusCode);
        gate.SetResult();
        Assert.Equal(UpgradeStatus.Completed, (await _controller.WaitForEndAsync(live.Id)).Status);
        Assert.Equal(UpgradeStatus.Failed, (await _controller.GetAsync<UpgradeResource>($"/api/v1/upgrades/{failed.Id}")).Status);
    }

    [Fact]
    public async Task Step_that_is_never_answered_is_tried_once_more_and_then_given_up()
    {
        _script.On("never/answers", command => command is ProveUpgrade ? null : Answers.Success(command));
        var created = await _controller.CreateAsync("never/answers");
        await _controller.WaitAsync(created.Id, upgrade => upgrade.Step == UpgradeStep.Prove);
        var sweep = _controller.Services.GetRequiredService<OverdueSweep>();
        await _script.NextAsync<RunUpgrade>("never/answers");
        var first = await _script.NextAsync<ProveUpgrade>("never/answers");

        await ExpireAsync(created.Id);
        await sweep.SweepAsync(CancellationToken.None);
        var second = await _script.NextAsync<ProveUpgrade>("never/answers");
        Assert.Equal(first.Fence + 1, second.Fence);
        Assert.Equal(first.WrittenRange, second.WrittenRange);
        await ExpireAsync(created.Id);
        await sweep.SweepAsync(CancellationToken.None);

        var failed = await _controller.WaitForEndAsync(created.Id);
        Assert.Equal((UpgradeStatus.Failed, "step-timed-out"), (failed.Status, failed.Failure!.Code));
        Assert.Equal(second.Fence + 1, (await _script.NextRevocationAsync(created.Id)).Fence);
        Assert.False(_script.HasMore("never/answers"));
    }

    [Fact]
    public async Task Answer_of_a_service_that_woke_up_too_late_is_ignored()
    {
        var wakesUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _script.OnAsync("sleeps/long", async command =>
        {
            if (command is PublishUpgrade { Fence: 3 })
            {
                await wakesUp.Task;
                return Answers.Published(command) with { Branch = "from-the-dead" };
            }

            return command is PublishUpgrade ? null : Answers.Success(command);
        });
        var created = await _controller.CreateAsync("sleeps/long");
        await _script.NextAsync<RunUpgrade>("sleeps/long");
        await _script.NextAsync<ProveUpgrade>("sleeps/long");
        await _script.NextAsync<PublishUpgrade>("sleeps/long");

        await ExpireAsync(created.Id);
        await _controller.Services.GetRequiredService<OverdueSweep>().SweepAsync(CancellationToken.None);
        var second = await _script.NextAsync<PublishUpgrade>("sleeps/long");
        wakesUp.SetResult();
        await _controller.WaitForEndAsync((await _controller.CreateAsync("sleeps/other")).Id);
        await _controller.PublishAsync(Answers.Published(second));

        var completed = await _controller.WaitForEndAsync(created.Id);
        Assert.Equal((UpgradeStatus.Completed, "speccursor/node/uuid-9.0.1"), (completed.Status, completed.Branch));
    }

    [Fact]
    public async Task Only_one_node_sweeps_at_a_time()
    {
        await using var other = NpgsqlDataSource.Create(_controller.ConnectionString);
        await using var connection = await other.OpenConnectionAsync();
        await using (var hold = new NpgsqlCommand($"SELECT pg_advisory_lock({Upgrades.AdvisoryLocks.Sweep})", connection))
        {
            await hold.ExecuteNonQueryAsync();
        }

        _script.On("swept/once", _ => null);
        var created = await _controller.CreateAsync("swept/once");
        await ExpireAsync(created.Id);

        Assert.Equal(0, await _controller.Services.GetRequiredService<OverdueSweep>().SweepAsync(CancellationToken.None));
        await connection.CloseAsync();
        NpgsqlConnection.ClearPool(connection);
        await _script.NextAsync<RunUpgrade>("swept/once");
    }

    [Fact]
    public async Task Controller_that_stops_in_the_middle_is_relieved_by_its_successor()
    {
        var connectionString = await system.CreateDatabaseAsync();
        await using var services = await PlayedServices.StartAsync(connectionString);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        services.Script.OnAsync("relief/node", async command =>
        {
            await gate.Task;
            return Answers.Success(command);
        });
        Guid id;
        await using (var first = await ControllerHost.StartAsync(connectionString))
        {
            id = (await first.CreateAsync("relief/node")).Id;
            await services.Script.NextAsync<RunUpgrade>("relief/node");
        }

        gate.SetResult();
        await using var second = await ControllerHost.StartAsync(connectionString);

        var completed = await second.WaitForEndAsync(id);
        Assert.Equal(UpgradeStatus.Completed, completed.Status);
        var events = await second.GetAsync<List<UpgradeEvent>>($"/api/v1/upgrades/{id}/events");
        Assert.Single(events, entry => entry.Type == EventTypes.Ended);
    }

    [Fact]
    public async Task An_idempotency_key_is_forgotten_after_its_lifetime()
    {
        using var first = await PostWithKeyAsync("key/expires");
        await ExecuteAsync("UPDATE controller.idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = 'key/expires'");
        await _controller.WaitForEndAsync(await IdOfAsync(first));

        using var second = await PostWithKeyAsync("key/expires");

        Assert.NotEqual(await IdOfAsync(first), await IdOfAsync(second));
        await ExecuteAsync("UPDATE controller.idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = 'key/expires'");
        await _controller.Services.GetRequiredService<OverdueSweep>().SweepAsync(CancellationToken.None);
        Assert.Equal(0L, await _controller.ScalarAsync<long>("SELECT count(*) FROM controller.idempotency_keys WHERE key = 'key/expires'"));
    }

    private async Task<HttpResponseMessage> PostWithKeyAsync(string repository)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/upgrades")
        {
            Content = new StringContent(JsonSerializer.Serialize(ControllerHost.Body(repository), JsonSerializerOptions.Web), System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", repository);
        return await _controller.Client.SendAsync(request);
    }

    private static async Task<Guid> IdOfAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetGuid();

    private Task ExpireAsync(Guid id) => ExecuteAsync($"UPDATE controller.upgrades SET deadline = now() - interval '1 second' WHERE id = '{id}'");

    private async Task ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(_controller.ConnectionString);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
