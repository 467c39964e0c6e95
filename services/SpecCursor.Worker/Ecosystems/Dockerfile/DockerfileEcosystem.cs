using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Processes;

namespace SpecCursor.Worker.Ecosystems.Dockerfile;

/// <summary>Images that Dockerfiles build upon. It needs no tool: there is no lockfile to write, and what an image's build does can't be tried in a sandbox.</summary>
internal sealed class DockerfileEcosystem(ImageResolver resolver) : IEcosystem
{
    public string Name => Contracts.Upgrades.Ecosystems.Dockerfile;

    public IReadOnlyList<RequiredTool> Tools => [];

    public EcosystemSupport Support { get; } = new()
    {
        Manifests = "`Dockerfile`, `Containerfile` and their variants: `FROM`, `COPY --from`, `RUN --mount`, `ARG`",
        Lockfiles = "digests beside the tags, by ourselves",
        Registry = "the registry that the image names",
        Tests = "none: images are not built",
        NotSupported = ["`image:` in Compose files", "tags without a version (`latest`)", "registries that want credentials"],
    };

    public async Task<Declaration> FindAsync(UpgradeRun run, CancellationToken cancellationToken) => await DockerfileFinder.FindAsync(run, cancellationToken);

    public async Task<Resolution> ResolveAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) =>
        await resolver.ResolveAsync(run, (DockerfileDeclaration)declaration, cancellationToken);

    public Task<Application> ApplyAsync(UpgradeRun run, Declaration declaration, Resolution resolution, CancellationToken cancellationToken) =>
        DockerfileUpgrader.ApplyAsync(run, (DockerfileDeclaration)declaration, (ImageResolution)resolution, cancellationToken);

    public Task<CommandOutput?> PrepareAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) => Task.FromResult<CommandOutput?>(null);

    public Task<CommandOutput?> TestAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) => Task.FromResult<CommandOutput?>(null);

    public Task<CommandOutput> InstallBaseAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Where there are no tests, none can have failed before.");

    public Task<IReadOnlyList<SourceFile>> FindUsagesAsync(
        UpgradeRun run, Declaration declaration, CommandOutput tests, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SourceFile>>([]);
}
