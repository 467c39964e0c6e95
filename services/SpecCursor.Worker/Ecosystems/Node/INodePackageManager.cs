using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Everything that differs between npm, pnpm and the two kinds of yarn. Each may throw <see cref="StepFailedException"/>.</summary>
internal interface INodePackageManager
{
    /// <summary>What <c>packageManager</c> in a <c>package.json</c> calls it.</summary>
    string Name { get; }

    /// <summary>What must be installed for it, besides Node.js and npm.</summary>
    IReadOnlyList<RequiredTool> Tools { get; }

    /// <summary>Names of its lockfile; the first that is there counts.</summary>
    IReadOnlyList<string> Lockfiles { get; }

    /// <summary>Whether a lockfile of such a name is of its kind: yarn has two.</summary>
    bool Wrote(ReadOnlySpan<byte> lockfile);

    /// <summary>Reads what the project says besides its <c>package.json</c> files: which folders are its workspaces, and where else constraints stand.</summary>
    Task<NodeWorkspace> ReadWorkspaceAsync(UpgradeRun run, PackageJson root, CancellationToken cancellationToken);

    /// <summary>Reads which registries the project names.</summary>
    Task<ProjectNpmrc> ReadConfigurationAsync(UpgradeRun run, NodeProject project, CancellationToken cancellationToken);

    /// <summary>Reads what the base commit locks, or has a lockfile made of it where there is none.</summary>
    Task<NodeLock> ReadLockAsync(UpgradeRun run, NodeProject project, ProjectNpmrc npmrc, CancellationToken cancellationToken);

    /// <summary>Has the tool lock, while the manifests demand exactly the target version.</summary>
    Task<NodeInstall> LockAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken);

    /// <summary>Makes the lockfile fit the ranges, which stand in the manifests by now, and installs what it locks.</summary>
    /// <param name="run">The run.</param>
    /// <param name="declaration">The base commit's.</param>
    /// <param name="change">What was changed.</param>
    /// <param name="locked">What <see cref="LockAsync"/> did.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<NodeInstall> SettleAsync(UpgradeRun run, NodeDeclaration declaration, NodeChange change, NodeInstall locked, CancellationToken cancellationToken);

    /// <summary>Reads a lockfile of the project.</summary>
    NodeLock Read(NodeProject project, byte[] lockfile);

    /// <summary>Installs exactly what the base commit locks. The result's exit code says whether that worked.</summary>
    Task<CommandOutput> InstallBaseAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken);

    /// <summary>The commands that run what packages, and the project itself, want to run on installation.</summary>
    Task<IReadOnlyList<NodeCommand>> ScriptsAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken);

    /// <summary>The commands that run the project's tests; none where it has none.</summary>
    IReadOnlyList<NodeCommand> Tests(NodeProject project);
}
