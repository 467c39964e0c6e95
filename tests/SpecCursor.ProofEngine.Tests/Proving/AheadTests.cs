using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.ProofEngine.Proving;
using SpecCursor.ProofEngine.Proving.Ahead;
using SpecCursor.ProofEngine.Tests.Support;

namespace SpecCursor.ProofEngine.Tests.Proving;

public sealed class AheadTests
{
    [Fact]
    public async Task Proof_that_was_begun_beforehand_answers_the_command_and_is_handed_over_once()
    {
        using var host = new ProofHost();
        var ahead = host.Get<ProofsAhead>();
        var expected = Upgrades.Harmless();
        await ahead.BeginAsync(expected, CancellationToken.None);
        Assert.Equal(1, ahead.Count);

        var asked = expected with { Context = expected.Context with { UpgradeId = Guid.NewGuid() }, Fence = 9, Attempt = 2 };
        var proved = await host.ProveAsync(asked);

        Assert.Equal((asked.Context.UpgradeId, 9, 2, ProofVerdict.Proved), (proved.UpgradeId, proved.Fence, proved.Attempt, proved.Verdict));
        Assert.Equal(7, proved.Obligations.Count);
        Assert.Equal(0, ahead.Count);
        Assert.Null(ahead.Take(expected));
    }

    [Fact]
    public async Task Command_that_comes_while_the_proof_is_under_way_waits_for_it()
    {
        using var host = new ProofHost();
        var ahead = host.Get<ProofsAhead>();
        var command = Upgrades.Ajv();

        var beginning = ahead.BeginAsync(command, CancellationToken.None);
        var taken = ahead.Take(command);
        Assert.NotNull(taken);
        var proved = await taken;
        await beginning;

        Assert.Equal(ProofVerdict.Refuted, proved!.Verdict);
    }

    /// <summary>Whatever differs in what is proved, the proof of another upgrade must never be taken for this one's.</summary>
    [Fact]
    public async Task Proof_of_something_else_is_not_taken()
    {
        using var host = new ProofHost();
        var ahead = host.Get<ProofsAhead>();
        var command = Upgrades.Harmless();
        await ahead.BeginAsync(command, CancellationToken.None);
        ProveUpgrade[] others =
        [
            command with { FromVersion = "0.9.0" },
            command with { ToVersion = "1.1.1" },
            command with { OldRange = "~1.0.0" },
            command with { WrittenRange = "^1.1" },
            command with { ManifestPackageId = "packages/a" },
            command with { Before = command.After },
            command with { After = command.Before },
            command with { PublishedVersions = ["1.0.0", "1.1.0", "1.2.0"] },
            command with { Context = command.Context with { PackageName = "other" } },
            command with { Context = command.Context with { Ecosystem = "rust" } },
            command with { Context = command.Context with { TargetVersion = "latest" } },
        ];

        Assert.All(others, other => Assert.Null(ahead.Take(other)));
        Assert.Equal(others.Length + 1, others.Append(command).Select(ProofKey.Of).Distinct().Count());
        Assert.NotNull(ahead.Take(command));
    }

    [Fact]
    public async Task Proof_that_was_given_up_is_made_when_it_is_asked_for()
    {
        using var host = new ProofHost();
        var ahead = host.Get<ProofsAhead>();
        var command = Upgrades.Harmless();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await ahead.BeginAsync(command, cancelled.Token);
        Assert.Equal(0, ahead.Count);

        Assert.Equal(ProofVerdict.Proved, (await host.ProveAsync(command)).Verdict);
    }

    [Fact]
    public async Task Missing_solver_spoils_nothing_beforehand_and_is_told_when_it_is_asked_for()
    {
        using var host = new ProofHost(("Z3Path", "/nowhere/z3"));
        var command = Upgrades.Harmless();

        await host.Get<ProofsAhead>().BeginAsync(command, CancellationToken.None);

        await Assert.ThrowsAsync<Messaging.Failures.TransientStepException>(() => host.ProveAsync(command));
    }

    [Fact]
    public async Task What_nobody_asks_for_is_bounded_and_forgotten_in_time()
    {
        var time = new FakeTimeProvider();
        using var host = new ProofHost(time);
        var ahead = new ProofsAhead(host.Get<UpgradeProver>(), time, NullLogger<ProofsAhead>.Instance, capacity: 2);
        for (var number = 0; number < 4; number++)
        {
            var command = Upgrades.Harmless();
            await ahead.BeginAsync(command with { PublishedVersions = [.. command.PublishedVersions, $"1.0.{number + 1}"] }, CancellationToken.None);
        }

        Assert.Equal(2, ahead.Count);
        time.Advance(ProofsAhead.Lifetime + TimeSpan.FromSeconds(1));
        await ahead.BeginAsync(Upgrades.Harmless(), CancellationToken.None);
        Assert.Equal(1, ahead.Count);
    }
}
