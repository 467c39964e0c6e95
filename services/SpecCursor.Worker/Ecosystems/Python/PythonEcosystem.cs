using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Ecosystems.Python.Uv;
using SpecCursor.Worker.Ecosystems.Releases;
using SpecCursor.Worker.Processes;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>Python with pip.</summary>
internal sealed class PythonEcosystem(
    PythonDeclarationReader reader,
    PythonIndex index,
    ReleaseChooser chooser,
    MachinePython machine,
    PythonInstaller installer,
    PythonTests tests,
    PythonUsages usages) : IEcosystem
{
    public string Name => Contracts.Upgrades.Ecosystems.Python;

    public IReadOnlyList<RequiredTool> Tools { get; } =
    [
        new(MachinePython.Tool, "install Python 3 with pip 22.3 or later (Debian, Ubuntu: apt-get install python3-pip)"),
        new(UvRunner.Tool, "install uv (https://docs.astral.sh/uv)", "projects that uv locks or compiles"),
    ];

    public EcosystemSupport Support { get; } = new()
    {
        Manifests = "`requirements*.txt` with what they include, `pyproject.toml` (PEP 621, PEP 735, Poetry, uv)",
        Lockfiles = "pins and hashes in requirements; `poetry.lock`, by Poetry; `uv.lock`, and what `uv pip compile` wrote, by uv",
        Registry = "`pypi.org`, or a folder of wheels",
        Tests = "`python -m pytest`, or `python -m unittest discover`",
        NotSupported = ["lockfiles of pip-tools, PDM and Pipenv", "`setup.py` and `setup.cfg`", "indexes that want credentials"],
    };

    public async Task<Declaration> FindAsync(UpgradeRun run, CancellationToken cancellationToken) => await reader.ReadAsync(run, cancellationToken);

    public async Task<Resolution> ResolveAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken)
    {
        var python = (PythonDeclaration)declaration;
        var files = await index.GetAsync(python.Indexes, run.Context.PackageName, withHashes: false, cancellationToken);
        var locked = PythonVersion.Parse(python.LockedVersion)!;
        var resolution = chooser.Choose(run.Context, locked, locked, files.ToHistory((await machine.GetAsync(cancellationToken)).Version));
        return python.Indexes.Index is { } named
            ? resolution with { Notes = [.. resolution.Notes, $"Versions were looked up in the index that the project's requirements name ({named.Host})."] }
            : resolution;
    }

    public Task<Application> ApplyAsync(UpgradeRun run, Declaration declaration, Resolution resolution, CancellationToken cancellationToken) =>
        installer.ApplyAsync(run, (PythonDeclaration)declaration, resolution, cancellationToken);

    /// <summary>Wheels want nothing, and sources were built when they were installed.</summary>
    public Task<CommandOutput?> PrepareAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) =>
        Task.FromResult<CommandOutput?>(null);

    public Task<CommandOutput?> TestAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) =>
        tests.TestAsync(run, (PythonDeclaration)declaration, cancellationToken);

    public Task<CommandOutput> InstallBaseAsync(UpgradeRun run, Declaration declaration, CancellationToken cancellationToken) =>
        installer.InstallBaseAsync(run, (PythonDeclaration)declaration, cancellationToken);

    public Task<IReadOnlyList<SourceFile>> FindUsagesAsync(
        UpgradeRun run, Declaration declaration, CommandOutput failedTests, CancellationToken cancellationToken) =>
        usages.FindAsync(run, ((PythonDeclaration)declaration).Project, failedTests, cancellationToken);
}
