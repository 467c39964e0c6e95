using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems;
using SpecCursor.Worker.Processes;

namespace SpecCursor.Worker.Tests.Upgrades;

/// <summary>An ecosystem whose tool no machine has.</summary>
internal sealed class Lacking : IEcosystem
{
    public string Name => "lacking";

    public IReadOnlyList<RequiredTool> Tools { get; } =
    [
        new("no-such-tool", "apt-get install no-such-package"),
        new("no-such-part", "apt-get install no-such-part", "projects of a kind"),
        new("sh", "apt-get install the-rest-of-it", Beside: "no-such-file"),
    ];

    public EcosystemSupport Support => throw new NotSupportedException();

    public Task<Declaration> FindAsync(UpgradeRun run, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Resolution> ResolveAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Application> ApplyAsync(UpgradeRun run, Declaration declaration, Resolution resolution, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<CommandOutput?> PrepareAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<CommandOutput?> TestAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<CommandOutput> InstallBaseAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<SourceFile>> FindUsagesAsync(UpgradeRun run, Declaration declaration, CommandOutput tests, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
