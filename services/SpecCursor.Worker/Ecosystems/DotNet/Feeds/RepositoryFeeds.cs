using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.DotNet.Feeds;

/// <summary>The sources that a repository's packages come from: the machine's, and those that its own <c>nuget.config</c> names.</summary>
internal sealed class RepositoryFeeds(NuGetRegistry registry, MachineNuGetSource machine)
{
    /// <exception cref="StepFailedException">A configuration is broken, or names a source that is not supported.</exception>
    public async Task<IReadOnlyList<NuGetFeed>> FindAsync(UpgradeRun run, CancellationToken cancellationToken)
    {
        var configs = new List<RepositoryNuGetConfig>();
        foreach (var file in run.Files.Where(file => Path.GetFileName(file.Path).Equals(RepositoryNuGetConfig.FileName, StringComparison.OrdinalIgnoreCase)))
        {
            var content = await run.Workspace.Tree.ReadAsync(file.Path, RepositoryNuGetConfig.MaximumBytes, cancellationToken);
            configs.Add(RepositoryNuGetConfig.Parse(file.Path, content ?? []));
        }

        var sources = configs.SelectMany(config => config.Sources).DistinctBy(source => source.Address).ToList();
        if (!configs.Exists(config => config.Clears))
        {
            sources.Insert(0, await machine.GetAsync(cancellationToken));
        }

        if (sources.Count == 0)
        {
            throw new StepFailedException(FailureCodes.UnsupportedRegistry, "The repository's nuget.config leaves no source of packages but folders of its own, which are not asked for versions.");
        }

        var feeds = new List<NuGetFeed>();
        foreach (var source in sources)
        {
            feeds.Add(await registry.OpenAsync(source, run.Context.PackageName, cancellationToken));
        }

        return feeds;
    }
}
