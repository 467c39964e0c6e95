using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Processes;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Go modules with go's own commands.</summary>
internal sealed class GoEcosystem(GoDeclarationReader reader, GoResolver resolver, GoUpgrader upgrader, GoTests tests) : IEcosystem
{
    public string Name => Contracts.Upgrades.Ecosystems.Go;

    public IReadOnlyList<RequiredTool> Tools { get; } = [new("go", "install go 1.18 or later (Debian, Ubuntu: apt-get install golang-go)")];

    public EcosystemSupport Support { get; } = new()
    {
        Manifests = "`go.mod`, workspaces (`go.work`), and import paths where the major changes",
        Lockfiles = "`go.sum`, `go.work.sum`, `vendor/`, by `go get`, `go mod tidy`, `go work sync`, `go mod vendor`",
        Registry = "`proxy.golang.org`, checked by `sum.golang.org`",
        Tests = "`go test ./...`",
        NotSupported = ["workspaces that are vendored as a whole (`go work vendor`)", "private modules", "majors in anything but imports"],
    };

    public async Task<Declaration> FindAsync(UpgradeRun run, CancellationToken cancellationToken) => await reader.ReadAsync(run, cancellationToken);

    public Task<Resolution> ResolveAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) =>
        resolver.ResolveAsync(run, (GoDeclaration)declaration, cancellationToken);

    public Task<Application> ApplyAsync(UpgradeRun run, Declaration declaration, Resolution resolution, CancellationToken cancellationToken) =>
        upgrader.ApplyAsync(run, (GoDeclaration)declaration, resolution, cancellationToken);

    /// <summary>Nothing runs when a module is installed.</summary>
    public Task<CommandOutput?> PrepareAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) => Task.FromResult<CommandOutput?>(null);

    public Task<CommandOutput?> TestAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) =>
        tests.TestAsync(run, (GoDeclaration)declaration, cancellationToken);

    public Task<CommandOutput> InstallBaseAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) =>
        tests.InstallBaseAsync(run, (GoDeclaration)declaration, cancellationToken);

    public Task<IReadOnlyList<SourceFile>> FindUsagesAsync(
        UpgradeRun run, Declaration declaration, CommandOutput failedTests, CancellationToken cancellationToken) =>
        GoUsages.FindAsync(run, (GoDeclaration)declaration, failedTests, cancellationToken);
}
