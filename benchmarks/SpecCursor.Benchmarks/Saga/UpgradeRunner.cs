using SpecCursor.Benchmarks.Engine;

namespace SpecCursor.Benchmarks.Saga;

/// <summary>No-op upgrades through the real controller, asked for over its API, each of a repository of its own.</summary>
internal sealed class UpgradeRunner(UpgradeApi api) : IJobRunner
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private int submitted;

    public async Task SubmitAsync(CancellationToken cancellationToken) =>
        await api.CreateAsync($"bench/no-op-{Interlocked.Increment(ref submitted)}", cancellationToken);

    public async Task<IReadOnlyList<JobTimes>> WaitAsync(int newest, CancellationToken cancellationToken)
    {
        await api.WaitUntilCompletedAsync(submitted, Limit, cancellationToken);
        var upgrades = await api.NewestAsync(newest, cancellationToken);
        return [.. upgrades.Select(upgrade => new JobTimes(upgrade.CreatedAt, upgrade.EndedAt!.Value))];
    }
}
