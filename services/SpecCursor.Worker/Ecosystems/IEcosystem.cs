using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems;

/// <summary>
/// Everything that differs between ecosystems, as a few roles that a run goes through in this order. Each one may throw
/// <see cref="StepFailedException"/> (the upgrade can't be done) and <see cref="TransientStepException"/> (not now).
/// </summary>
internal interface IEcosystem
{
    /// <summary>Of <see cref="Contracts.Upgrades.Ecosystems"/>.</summary>
    string Name { get; }

    /// <summary>What must be installed for it.</summary>
    IReadOnlyList<RequiredTool> Tools { get; }

    /// <summary>What it does and does not do, for the documentation.</summary>
    EcosystemSupport Support { get; }

    /// <summary>Finds the manifests that declare the package, reads their constraints and what is locked.</summary>
    Task<Declaration> FindAsync(UpgradeRun run, CancellationToken cancellationToken);

    /// <summary>Asks the registry which version the upgrade goes to.</summary>
    Task<Resolution> ResolveAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken);

    /// <summary>Writes the constraint in the project's own style, and has the ecosystem's tool write the lockfile and install.</summary>
    Task<Application> ApplyAsync(UpgradeRun run, Declaration declaration, Resolution resolution, CancellationToken cancellationToken);

    /// <summary>Runs what packages want to run on installation. Null when they want nothing.</summary>
    Task<CommandOutput?> PrepareAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken);

    /// <summary>Runs the repository's own tests. Null when it has none.</summary>
    Task<CommandOutput?> TestAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken);

    /// <summary>Installs what the base commit locks, in a workspace of that commit. The result's exit code says whether that worked.</summary>
    Task<CommandOutput> InstallBaseAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken);

    /// <summary>Chooses, of the base commit's files, those that use the package or stand in the failing tests' output.</summary>
    Task<IReadOnlyList<SourceFile>> FindUsagesAsync(UpgradeRun run, Declaration declaration, CommandOutput tests, CancellationToken cancellationToken);
}
