using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Benchmarks.Memory;

/// <summary>Upgrades whose steps do nothing, each followed to its end over the API.</summary>
internal sealed class ControllerWork(EchoServices echoes, Uri controller) : IServiceWork
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly UpgradeApi api = new(controller);

    public string Operation => "no-op upgrades";

    public int Parallelism => 16;

    public async Task DoAsync(int index, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        var upgrade = await api.CreateAsync($"bench/memory-{index}", cancellationToken);
        while (upgrade.Status != UpgradeStatus.Completed)
        {
            if (upgrade.Status == UpgradeStatus.Failed || TimeProvider.System.GetElapsedTime(start) > Limit)
            {
                throw new MeasurementException($"A no-op upgrade did not complete: {upgrade.Failure?.Reason ?? "it took too long"}");
            }

            await Task.Delay(PollInterval, cancellationToken);
            upgrade = await api.ReadAsync(upgrade.Id, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        await echoes.DisposeAsync();
    }
}
