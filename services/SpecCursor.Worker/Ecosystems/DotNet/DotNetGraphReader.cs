using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Worker.Ecosystems.DotNet.Assets;

namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>Reads what a restore resolved.</summary>
internal sealed class DotNetGraphReader(PackageHashes hashes)
{
    /// <param name="run">The run.</param>
    /// <param name="projects">Projects that the restore may have resolved.</param>
    /// <param name="ranges">The constraints on the package as they are written now.</param>
    /// <param name="pinned">Its versions as an SDK or a tool.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The graph, and the projects that are in it.</returns>
    public async Task<(LockGraph Graph, IReadOnlyList<string> Projects)> ReadAsync(
        UpgradeRun run, IEnumerable<string> projects, IEnumerable<string> ranges, IEnumerable<string> pinned, CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        var graph = new AssetsGraph(package, ranges);
        var resolved = new List<string>();
        foreach (var project in projects)
        {
            using var assets = await AssetsFile.ReadAsync(run, project, cancellationToken);
            if (assets is not null)
            {
                graph.Add(project, assets.RootElement);
                resolved.Add(project);
            }
        }

        foreach (var version in pinned)
        {
            graph.AddPinned(version, await hashes.FindAsync(run, package, version, cancellationToken));
        }

        return (graph.Build(), resolved);
    }

    /// <summary>What projects, and the files beside them, ask for the package, and what they get.</summary>
    public static IEnumerable<(DependencyEdge Edge, string? Version)> References(LockGraph graph, string package)
    {
        var byId = graph.Packages.ToDictionary(locked => locked.Id, StringComparer.Ordinal);
        return graph.Edges
            .Where(edge => edge.Name == package && byId[edge.From].Source == PackageSource.Project)
            .Select(edge => (edge, edge.To is null ? null : byId[edge.To].Version));
    }
}
