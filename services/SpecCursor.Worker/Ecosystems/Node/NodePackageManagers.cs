using SpecCursor.Worker.Ecosystems.Node.Npm;
using SpecCursor.Worker.Upgrades;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Chooses the package manager of a project: by its lockfile, or npm where it has none.</summary>
/// <param name="npm">The one that Node.js brings along.</param>
/// <param name="managers">All that there are.</param>
internal sealed class NodePackageManagers(NpmPackageManager npm, IEnumerable<INodePackageManager> managers)
{
    private static readonly (string Lockfile, string Name)[] Others = [("bun.lock", "bun"), ("bun.lockb", "bun"), ("deno.lock", "deno")];

    private readonly IReadOnlyList<INodePackageManager> _all = [.. managers];

    public IReadOnlyList<INodePackageManager> All => _all;

    /// <summary>Whether a folder has a lockfile of its own, be it of a package manager that is not supported.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="paths">All files that there are.</param>
    public bool HasLockfile(string folder, IReadOnlySet<string> paths) =>
        _all.SelectMany(manager => manager.Lockfiles).Concat(Others.Select(other => other.Lockfile)).Any(name => paths.Contains(PathOf(folder, name)));

    /// <summary>The package manager, where its lockfile is, and the lockfile; null where none is tracked.</summary>
    /// <exception cref="StepFailedException">It has several, or uses one that is not supported.</exception>
    public async Task<(INodePackageManager Manager, string LockPath, byte[]? TrackedLock)> ChooseAsync(
        UpgradeRun run, PackageJson root, CancellationToken cancellationToken)
    {
        var folder = root.Folder;
        var named = root.PackageManager?.Split('@')[0];
        var locked = _all.Where(manager => FindPath(manager, folder, run.Files) is not null).ToList();
        if (locked.Count == 0)
        {
            CheckUnlocked(named ?? Others.FirstOrDefault(other => IsTracked(PathOf(folder, other.Lockfile), run.Files)).Name);
            return (npm, PathOf(folder, npm.Lockfiles[^1]), null);
        }

        CheckAgreement(root, named, locked);
        var path = FindPath(locked[0], folder, run.Files)!;
        var content = await run.Workspace.Tree.ReadAsync(path, NodeLockfiles.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.InvalidLockfile, $"'{path}' is not there.");
        return (locked.First(manager => manager.Wrote(content)), path, content);
    }

    private void CheckUnlocked(string? named)
    {
        if (named is null || named == npm.Name)
        {
            return;
        }

        throw new StepFailedException(
            FailureCodes.UnsupportedPackageManager,
            _all.Any(manager => manager.Name == named)
                ? $"The project uses {named}, but has no lockfile of it: run '{named} install' and commit the result first."
                : $"The project uses {named}; supported are {string.Join(", ", _all.Select(manager => manager.Name).Distinct())}.");
    }

    private static void CheckAgreement(PackageJson root, string? named, List<INodePackageManager> locked)
    {
        var names = locked.Select(manager => manager.Name).Distinct().ToList();
        if (names.Count > 1)
        {
            throw new StepFailedException(
                FailureCodes.UnsupportedPackageManager, $"The project has lockfiles of {string.Join(" and ", names)}: remove those of all but one first.");
        }

        if (named is not null && named != names[0])
        {
            throw new StepFailedException(
                FailureCodes.UnsupportedPackageManager, $"'{root.Path}' says that the project uses {named}, but its lockfile is one of {names[0]}.");
        }
    }

    private static string? FindPath(INodePackageManager manager, string folder, IReadOnlyList<TrackedFile> files) =>
        manager.Lockfiles.Select(name => PathOf(folder, name)).FirstOrDefault(path => IsTracked(path, files));

    private static bool IsTracked(string path, IReadOnlyList<TrackedFile> files) => files.Any(file => file.Path == path);

    private static string PathOf(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
