using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node.Yarn;

/// <summary>What both kinds of yarn have in common.</summary>
internal static class YarnSettlement
{
    /// <summary>Where yarn gets packages: npm's public registry by a name of its own, which stands in lockfiles.</summary>
    public static Uri Address { get; } = new("https://registry.yarnpkg.com/");

    /// <summary>Lets the version that was locked be what the ranges ask for: yarn itself would ask the registry for the newest.</summary>
    /// <param name="run">The run.</param>
    /// <param name="change">What was changed.</param>
    /// <param name="protocol">What the lockfile has before a range.</param>
    /// <param name="quote">Writes patterns as an entry's first line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task SettleAsync(
        UpgradeRun run, NodeChange change, string protocol, Func<IEnumerable<string>, string> quote, CancellationToken cancellationToken)
    {
        var path = change.Project.LockPath;
        var content = await run.Workspace.Tree.ReadAsync(path, NodeLockfiles.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.InstallFailed, $"yarn wrote no '{path}'.");
        var patterns = change.Constraints.Select(constraint => $"{change.Package}@{protocol}{constraint}").ToList();
        var settled = YarnLockText.Add(content, $"{change.Package}@{protocol}{change.Version}", patterns, quote);
        await run.Workspace.Tree.WriteAsync(path, settled, cancellationToken);
    }
}
