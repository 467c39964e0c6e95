using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Workflow.Places;

/// <summary>
/// How many upgrades of one repository may be under way at once. Whoever counts holds a lock of that repository until its transaction ends, so
/// that the number is exact whatever happens at the same time. Public because the generated message handlers name it.
/// </summary>
/// <param name="options">How many.</param>
public sealed class RepositoryPlaces(IOptions<WorkflowOptions> options)
{
    private const int Capacity = 1000;

    private readonly Channel<string> _freed = Channel.CreateBounded<string>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Repositories in which a place became free. Only hints, kept in memory: a sweep finds what a killed process or a full channel forgot.</summary>
    internal ChannelReader<string> Freed => _freed.Reader;

    /// <summary>Tells that an upgrade has ended, once that is durable.</summary>
    internal void Free(string repository) => _freed.Writer.TryWrite(repository);

    /// <summary>Counts the free places.</summary>
    /// <param name="db">With a transaction under way.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<int> CountFreeAsync(ControllerDbContext db, string repository, CancellationToken cancellationToken)
    {
        // A statement of its own: what the next one sees is settled when it begins, and it has to begin with the lock in hand.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdvisoryLocks.Places}, hashtext({repository}))", cancellationToken);
        var taken = await db.Upgrades.CountAsync(
            upgrade => upgrade.Repository == repository
                && (upgrade.Status == UpgradeStatus.Queued || upgrade.Status == UpgradeStatus.Running)
                && upgrade.WaitingSince == null,
            cancellationToken);
        return Math.Max(0, options.Value.UpgradesPerRepository - taken);
    }
}
