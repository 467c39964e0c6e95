using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning.Npm;
using SpecCursor.Worker.Ecosystems.Releases;
using SpecCursor.Worker.Processes;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>JavaScript and TypeScript with npm, pnpm or yarn.</summary>
internal sealed class NodeEcosystem(
    NodePackageManagers managers,
    NodeDeclarationReader reader,
    NpmRegistry registry,
    ReleaseChooser chooser,
    MachineNpmConfiguration machine,
    NodeTests tests) : IEcosystem
{
    public string Name => Contracts.Upgrades.Ecosystems.Node;

    public IReadOnlyList<RequiredTool> Tools { get; } =
    [
        new("node", "install Node.js 20 or later (Debian, Ubuntu: apt-get install nodejs)"),
        new("npm", "install npm 10 or later (Debian, Ubuntu: apt-get install npm)"),
        .. managers.All.SelectMany(manager => manager.Tools),
    ];

    public EcosystemSupport Support { get; } = new()
    {
        Manifests = "`package.json` (workspaces, `overrides`, `resolutions`), `pnpm-workspace.yaml` (catalogs, `overrides`)",
        Lockfiles = "`package-lock.json`, `npm-shrinkwrap.json`, `pnpm-lock.yaml` 6 and 9, `yarn.lock` of yarn 1, 3 and 4, by the package manager that writes that format",
        Registry = "the registry that npm is configured for",
        Tests = "the script `test`",
        NotSupported = ["bun, deno, yarn 2, zero-installs", "`catalog:` of yarn", "registries that want credentials"],
    };

    public async Task<Declaration> FindAsync(UpgradeRun run, CancellationToken cancellationToken) => await reader.ReadAsync(run, cancellationToken);

    public async Task<Resolution> ResolveAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken)
    {
        var node = (NodeDeclaration)declaration;
        var own = (await machine.GetAsync(cancellationToken)).Registry;
        var address = node.Npmrc.RegistryOf(run.Context.PackageName) ?? own;
        var history = await registry.GetAsync(address, isOfRepository: address.Authority != own.Authority, run.Context.PackageName, cancellationToken);
        var resolution = chooser.Choose(run.Context, NpmVersion.Parse(node.LockedVersion)!, NpmVersion.Parse(node.NewestLockedVersion)!, history);
        return node.Npmrc.RegistryOf(run.Context.PackageName) is null
            ? resolution
            : resolution with { Notes = [.. resolution.Notes, $"Versions were looked up in the registry that the project's settings name ({address.Host})."] };
    }

    public Task<Application> ApplyAsync(UpgradeRun run, Declaration declaration, Resolution resolution, CancellationToken cancellationToken) =>
        NodeInstaller.ApplyAsync(run, (NodeDeclaration)declaration, resolution, cancellationToken);

    public Task<CommandOutput?> PrepareAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) =>
        tests.PrepareAsync(run, (NodeDeclaration)declaration, cancellationToken);

    public Task<CommandOutput?> TestAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) =>
        tests.TestAsync(run, (NodeDeclaration)declaration, cancellationToken);

    public Task<CommandOutput> InstallBaseAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) =>
        NodeInstaller.InstallBaseAsync(run, (NodeDeclaration)declaration, cancellationToken);

    public Task<IReadOnlyList<SourceFile>> FindUsagesAsync(
        UpgradeRun run, Declaration declaration, CommandOutput failedTests, CancellationToken cancellationToken) =>
        NodeUsages.FindAsync(run, ((NodeDeclaration)declaration).Project, failedTests, cancellationToken);
}
