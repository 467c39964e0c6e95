using Microsoft.Extensions.DependencyInjection;
using SpecCursor.Contracts.Messages;
using SpecCursor.GitHubApp.Forges;
using SpecCursor.GitHubApp.Publications;
using SpecCursor.GitHubApp.Tests.Harness;
using SpecCursor.Messaging.Failures;
using Wolverine;

namespace SpecCursor.GitHubApp.Tests.Publications;

[Collection(PostgresCollection.Name)]
public sealed class PublicationTests(PublicationFixture fixture, SampleFixture sample)
    : IClassFixture<PublicationFixture>, IClassFixture<SampleFixture>, IAsyncLifetime
{
    private readonly InterposedForge _interposed = fixture.Forge;
    private readonly AppHost _app = fixture.App;
    private readonly string _repository = $"acme/app-{Guid.NewGuid():N}";
    private readonly string _base = sample.BaseCommit;
    private readonly string _diff = sample.Diff;

    private IPublications Publications => _app.Services.GetRequiredService<IPublications>();

    public Task InitializeAsync()
    {
        _interposed.Reset();
        sample.CopyTo(_app.Git, _repository);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_command_from_the_queue_is_published_and_answered()
    {
        var command = Command();

        await SendAsync(command);

        var answer = await AnswerAsync(command);
        Assert.Null(answer.Failure);
        Assert.Equal((command.Context.UpgradeId, command.Fence, command.Attempt), (answer.UpgradeId, answer.Fence, answer.Attempt));
        Assert.Equal((Samples.Branch, 1), (answer.Branch, answer.PullRequestNumber));
        Assert.Equal(answer.Commit, await _app.Git.BranchAsync(_repository, Samples.Branch));
    }

    [Fact]
    public async Task A_command_that_comes_twice_is_published_once_and_answered_alike()
    {
        var command = Command();

        var first = await PublishAsync(command);
        var second = await PublishAsync(command);
        var later = await PublishAsync(command with { Fence = command.Fence + 5, BaseCommit = new string('0', 40) });

        Assert.Null(first.Failure);
        Assert.Equal(first, second);
        Assert.Equal(first with { Fence = command.Fence + 5 }, later);
        Assert.Equal(1, _interposed.Publications);
    }

    [Fact]
    public async Task A_lower_fence_is_refused()
    {
        var command = Command(fence: 7);
        await PublishFailingAsync(command with { BaseCommit = new string('0', 40) }, "base-commit-missing");

        await PublishFailingAsync(command with { Fence = 6 }, "fenced");

        Assert.Null(await _app.Git.BranchAsync(_repository, Samples.Branch));
    }

    [Fact]
    public async Task A_revoked_upgrade_is_not_published_but_its_retry_is()
    {
        var command = Command(fence: 2);
        await RevokeAsync(command, fence: 3);

        await PublishFailingAsync(command, "fenced");
        await PublishFailingAsync(command with { Fence = 3 }, "fenced");
        var retried = await PublishAsync(command with { Fence = 4 });

        Assert.Null(retried.Failure);
        Assert.NotNull(await _app.Git.BranchAsync(_repository, Samples.Branch));
    }

    [Fact]
    public async Task A_revocation_from_the_queue_is_obeyed()
    {
        var command = Command(fence: 2);
        var before = await _app.CountAsync("publications");
        await SendAsync(new RevokePublication { UpgradeId = command.Context.UpgradeId, Fence = 3 });
        await Eventually.ReturnsAsync(async () => await _app.CountAsync("publications") > before ? "revoked" : null);

        await PublishFailingAsync(command, "fenced");
    }

    [Fact]
    public async Task A_revocation_of_what_is_published_changes_nothing()
    {
        var command = Command(fence: 2);
        var published = await PublishAsync(command);

        await RevokeAsync(command, fence: 3);

        Assert.Equal(published, await PublishAsync(command));
        Assert.Equal(published.Commit, await _app.Git.BranchAsync(_repository, Samples.Branch));
    }

    [Fact]
    public async Task Publishers_that_race_publish_once()
    {
        var command = Command();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PublishAsync(command)));

        Assert.Single(answers.Distinct());
        Assert.Null(answers[0].Failure);
        Assert.Equal(1, _interposed.Publications);
    }

    [Fact]
    public async Task A_publisher_that_died_after_the_effect_is_made_good_by_the_next()
    {
        var command = Command();
        _interposed.AfterEffect = () => throw new InvalidOperationException("The process dies here.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => PublishAsync(command));
        var commit = await _app.Git.BranchAsync(_repository, Samples.Branch);
        _interposed.AfterEffect = null;

        var answer = await PublishAsync(command);

        Assert.Equal((commit, 1), (answer.Commit, answer.PullRequestNumber));
        Assert.Equal(commit, await _app.Git.BranchAsync(_repository, Samples.Branch));
    }

    [Fact]
    public async Task A_publisher_that_lost_its_lease_while_it_was_stopped_changes_nothing()
    {
        var stale = Command(fence: 2);
        UpgradePublished? taken = null;
        _interposed.BeforeEffect = async () =>
        {
            // What Postgres does to a process that has been silent for too long; then the next one takes over.
            _interposed.BeforeEffect = null;
            await EndLeasesAsync();
            taken = await PublishAsync(stale with { Fence = 3 });
        };

        await Assert.ThrowsAnyAsync<Exception>(() => PublishAsync(stale));
        var again = await PublishAsync(stale);

        Assert.Null(taken!.Failure);
        Assert.Equal("fenced", again.Failure!.Code);
        Assert.Equal(taken.Commit, await _app.Git.BranchAsync(_repository, Samples.Branch));
    }

    [Fact]
    public async Task A_publisher_that_lost_its_lease_and_a_cancellation_changes_nothing()
    {
        var stale = Command(fence: 2);
        _interposed.BeforeEffect = async () =>
        {
            _interposed.BeforeEffect = null;
            await EndLeasesAsync();
            await RevokeAsync(stale, fence: 3);
        };

        await Assert.ThrowsAnyAsync<Exception>(() => PublishAsync(stale));

        await PublishFailingAsync(stale, "fenced");
        Assert.Null(await _app.Git.BranchAsync(_repository, Samples.Branch));
    }

    [Fact]
    public async Task What_the_forge_refuses_fails_with_the_reason()
    {
        await PublishFailingAsync(Command() with { Diff = "not a diff" }, "change-malformed");
        await PublishFailingAsync(Command() with { Diff = _diff.Replace("^3.4.0", "^2.0.0", StringComparison.Ordinal) }, "change-does-not-apply");
        var elsewhere = Command();
        await PublishFailingAsync(elsewhere with { Context = elsewhere.Context with { Repository = "acme/nothing" } }, "repository-not-found");
        await PublishFailingAsync(elsewhere with { Context = elsewhere.Context with { UpgradeId = Guid.NewGuid(), Repository = "../../etc" } }, "repository-invalid");
    }

    [Fact]
    public async Task A_forge_that_is_down_is_for_the_engine_to_try_again()
    {
        _interposed.BeforeEffect = () => throw new ForgeUnavailableException("The forge is away.");
        var command = Command();

        var exception = await Assert.ThrowsAsync<TransientStepException>(() => PublishAsync(command));
        _interposed.BeforeEffect = null;

        Assert.Equal(("forge-unavailable", true), (exception.Failure.Code, exception.Failure.IsTransient));
        Assert.Null((await PublishAsync(command)).Failure);
    }

    [Fact]
    public async Task Hostile_names_are_published_harmlessly()
    {
        var command = Command();
        command = command with
        {
            Context = command.Context with { PackageName = "../../heads/main --force\n@octocat" },
            ToVersion = "$(id)",
        };

        var answer = await PublishAsync(command);

        Assert.Null(answer.Failure);
        Assert.StartsWith("speccursor/node/", answer.Branch, StringComparison.Ordinal);
        Assert.Equal(_base, await _app.Git.BranchAsync(_repository, "main"));
        Assert.Equal(answer.Commit, await _app.Git.BranchAsync(_repository, answer.Branch!));
    }

    [Fact]
    public async Task The_step_is_measured()
    {
        var before = await CountAsync();

        await PublishAsync(Command());

        Assert.Equal(before + 1, await CountAsync());

        Task<double> CountAsync() => _app.MetricAsync(
            "speccursor_upgrade_step_duration_seconds_count", "ecosystem=\"node\"", "step=\"publish\"", "status=\"succeeded\"");
    }

    private PublishUpgrade Command(long fence = 1)
    {
        var command = Samples.Publication(_base, _diff, fence: fence);
        return command with { Context = command.Context with { Repository = _repository } };
    }

    private Task<UpgradePublished> PublishAsync(PublishUpgrade command) => Publications.PublishAsync(command, CancellationToken.None);

    private async Task PublishFailingAsync(PublishUpgrade command, string code) => Assert.Equal(code, (await PublishAsync(command)).Failure?.Code);

    private Task RevokeAsync(PublishUpgrade command, long fence) =>
        Publications.RevokeAsync(new RevokePublication { UpgradeId = command.Context.UpgradeId, Fence = fence }, CancellationToken.None);

    private async Task SendAsync(object message)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(message);
    }

    private Task<UpgradePublished> AnswerAsync(PublishUpgrade command) => Eventually.ReturnsAsync(async () =>
        (await _app.QueuedAsync<UpgradePublished>()).Select(AppHost.Read<UpgradePublished>).SingleOrDefault(answer => answer.UpgradeId == command.Context.UpgradeId));

    /// <summary>Ends the sessions that hold a publication.</summary>
    private async Task EndLeasesAsync()
    {
        await using var command = _app.Database.CreateCommand("""
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND state = 'idle in transaction' AND query LIKE '%FROM github_app.publications%'
            """);
        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }
}
