using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning.Cargo;
using SpecCursor.Worker.Ecosystems.Releases;
using SpecCursor.Worker.Processes;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>Rust with cargo.</summary>
internal sealed class RustEcosystem(RustDeclarationReader reader, CrateRegistry registry, ReleaseChooser chooser, CargoUpgrader upgrader, CargoCommands cargo) : IEcosystem
{
    private const string Remedy = "install Rust (https://rustup.rs; Debian, Ubuntu: apt-get install cargo)";

    public string Name => Contracts.Upgrades.Ecosystems.Rust;

    public IReadOnlyList<RequiredTool> Tools { get; } = [new("cargo", Remedy), new("rustc", Remedy)];

    public EcosystemSupport Support { get; } = new()
    {
        Manifests = "`Cargo.toml` (workspaces, inherited, renamed and target-specific dependencies)",
        Lockfiles = "`Cargo.lock`, by `cargo update`",
        Registry = "`crates.io`, or a local registry",
        Tests = "`cargo test --workspace`",
        NotSupported = ["vendored crates, `[patch]`, other registries than crates.io", "the toolchain of `rust-toolchain.toml`"],
    };

    public async Task<Declaration> FindAsync(UpgradeRun run, CancellationToken cancellationToken) => await reader.ReadAsync(run, cancellationToken);

    public async Task<Resolution> ResolveAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken)
    {
        var rust = (RustDeclaration)declaration;
        var history = await registry.GetAsync(run.Context.PackageName, cancellationToken);
        return chooser.Choose(run.Context, CargoVersion.Parse(rust.LockedVersion)!, CargoVersion.Parse(rust.NewestLockedVersion)!, history);
    }

    public Task<Application> ApplyAsync(UpgradeRun run, Declaration declaration, Resolution resolution, CancellationToken cancellationToken) =>
        upgrader.ApplyAsync(run, (RustDeclaration)declaration, resolution, cancellationToken);

    /// <summary>Cargo builds when it tests.</summary>
    public Task<CommandOutput?> PrepareAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) => Task.FromResult<CommandOutput?>(null);

    /// <summary>A project without tests is at least built.</summary>
    public async Task<CommandOutput?> TestAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) =>
        await cargo.TestAsync(run, ((RustDeclaration)declaration).Project.Folder, cancellationToken);

    public Task<CommandOutput> InstallBaseAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) =>
        upgrader.InstallBaseAsync(run, (RustDeclaration)declaration, cancellationToken);

    public Task<IReadOnlyList<SourceFile>> FindUsagesAsync(
        UpgradeRun run, Declaration declaration, CommandOutput failedTests, CancellationToken cancellationToken) =>
        RustUsages.FindAsync(run, (RustDeclaration)declaration, failedTests, cancellationToken);
}
