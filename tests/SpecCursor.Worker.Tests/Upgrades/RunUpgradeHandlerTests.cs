using SpecCursor.Contracts.Messages;
using SpecCursor.Messaging.Cancellation;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Upgrades;

public sealed class RunUpgradeHandlerTests
{
    private readonly UpgradeCancellations _cancellations = new();

    [Fact]
    public async Task Stop_of_the_worker_leaves_the_command_for_another_one()
    {
        using var stop = new CancellationTokenSource();
        var handler = new RunUpgradeHandler(new Waiting(), _cancellations);

        var handling = handler.Handle(WorkerHost.Command("a/b", "x", "1.0.0"), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => handling);
    }

    [Fact]
    public async Task Answer_is_the_runners()
    {
        var command = WorkerHost.Command("a/b", "x", "1.0.0");
        var answer = new UpgradeRan { UpgradeId = command.Context.UpgradeId, Fence = 7, Attempt = 2, Outcome = RunOutcome.Succeeded };

        Assert.Same(answer, await new RunUpgradeHandler(new Waiting(answer), _cancellations).Handle(command, CancellationToken.None));
    }

    private sealed class Waiting(UpgradeRan? answer = null) : IUpgradeRunner
    {
        public async Task<UpgradeRan> RunAsync(RunUpgrade command, CancellationToken cancellationToken)
        {
            if (answer is null)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return answer!;
        }
    }
}
