using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning.NuGet;
using SpecCursor.Worker.Ecosystems.DotNet.Feeds;
using SpecCursor.Worker.Ecosystems.Releases;
using SpecCursor.Worker.Processes;

namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>C#, F# and Visual Basic with NuGet.</summary>
internal sealed class DotNetEcosystem(
    DotNetDeclarationReader reader, NuGetRegistry registry, ReleaseChooser chooser, DotNetInstaller installer, DotNetTests tests) : IEcosystem
{
    public string Name => Contracts.Upgrades.Ecosystems.DotNet;

    public IReadOnlyList<RequiredTool> Tools { get; } = [new(DotNetInstallation.Tool, "install the .NET SDK 8 or later (https://dotnet.microsoft.com/download)", Beside: DotNetInstallation.SdkFolder)];

    public EcosystemSupport Support { get; } = new()
    {
        Manifests = "`*.csproj`, `*.fsproj`, `*.vbproj`, `*.props`, `*.targets` (central package management too), `global.json`, `dotnet-tools.json`",
        Lockfiles = "`packages.lock.json`, by `dotnet restore`",
        Registry = "the source that NuGet is configured for",
        Tests = "`dotnet build`, `dotnet test`",
        NotSupported = ["`packages.config`, Paket", "properties that stand for several packages or are computed", "sources that want credentials"],
    };

    public async Task<Declaration> FindAsync(UpgradeRun run, CancellationToken cancellationToken) => await reader.ReadAsync(run, cancellationToken);

    public async Task<Resolution> ResolveAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken)
    {
        var dotnet = (DotNetDeclaration)declaration;
        var history = await registry.GetAsync(dotnet.Feeds, run.Context.PackageName, cancellationToken);
        var resolution = chooser.Choose(
            run.Context, NuGetPackageVersion.Parse(dotnet.LockedVersion)!, NuGetPackageVersion.Parse(dotnet.NewestLockedVersion)!, history);
        var named = dotnet.Feeds.Where(feed => !feed.Source.IsTrusted).Select(feed => feed.Source.Address!.Host).ToList();
        return named.Count == 0
            ? resolution
            : resolution with { Notes = [.. resolution.Notes, $"Versions were looked up in the sources that the repository's nuget.config names ({string.Join(", ", named)})."] };
    }

    public Task<Application> ApplyAsync(UpgradeRun run, Declaration declaration, Resolution resolution, CancellationToken cancellationToken) =>
        installer.ApplyAsync(run, (DotNetDeclaration)declaration, resolution, cancellationToken);

    public Task<CommandOutput?> PrepareAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) =>
        tests.PrepareAsync(run, (DotNetDeclaration)declaration, cancellationToken);

    public Task<CommandOutput?> TestAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) =>
        tests.TestAsync(run, (DotNetDeclaration)declaration, cancellationToken);

    public Task<CommandOutput> InstallBaseAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) =>
        tests.InstallBaseAsync(run, (DotNetDeclaration)declaration, cancellationToken);

    public Task<IReadOnlyList<SourceFile>> FindUsagesAsync(UpgradeRun run, Declaration declaration, CommandOutput failedTests, CancellationToken cancellationToken) =>
        DotNetUsages.FindAsync(run, (DotNetDeclaration)declaration, failedTests, cancellationToken);
}
