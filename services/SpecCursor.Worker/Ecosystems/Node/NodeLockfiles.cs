using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>What holds for lockfiles of every package manager.</summary>
internal static class NodeLockfiles
{
    public const int MaximumBytes = 32 * 1024 * 1024;

    private const int MaximumPackages = 20_000;

    /// <summary>Refuses a lockfile that is too large for a lock graph.</summary>
    /// <exception cref="StepFailedException">It has more than 20,000 packages.</exception>
    public static void CheckCount(string path, int packages)
    {
        if (packages > MaximumPackages)
        {
            throw new StepFailedException(FailureCodes.LockfileTooLarge, $"'{path}' locks more than {MaximumPackages:N0} packages.");
        }
    }

    /// <summary>The version that a manifest's dependency resolves to; null for none.</summary>
    public static string? LockedVersion(LockGraph graph, string packageId, string package)
    {
        var to = graph.Edges.FirstOrDefault(edge => edge.From == packageId && edge.Name == package && edge.Kind is not (DependencyKind.Peer or DependencyKind.OptionalPeer))?.To;
        return to is null ? null : graph.Packages.First(locked => locked.Id == to).Version;
    }
}
