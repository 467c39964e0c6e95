using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Python.Poetry;
using SpecCursor.Worker.Ecosystems.Python.Uv;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>Finds the project that declares a package: the repository's root or, in its default, the folder that lies least deep.</summary>
internal static class PythonProjectFinder
{
    private const int MaximumManifests = 500;
    private const string Workspace = "uv, below a workspace that it is no member of";

    private static readonly (string File, string Tool)[] OtherTools =
        [(UvCommands.LockfileName, "uv without a pyproject.toml"), ("pdm.lock", "PDM"), ("pylock.toml", "pylock.toml"), ("Pipfile", "Pipenv"), ("Pipfile.lock", "Pipenv")];

    private static readonly string[] UnreadFiles = ["setup.py", "setup.cfg", "environment.yml", "environment.yaml"];

    /// <exception cref="StepFailedException">Nothing declares it, or a manifest is broken.</exception>
    public static async Task<PythonProject> FindAsync(UpgradeRun run, CancellationToken cancellationToken)
    {
        var folders = run.Files
            .Select(file => file.Path)
            .Where(path => IsManifest(path) && !PythonNames.IsForeign(path))
            .OrderBy(path => path.Count(character => character == '/'))
            .ThenBy(path => path, StringComparer.Ordinal)
            .Take(MaximumManifests)
            .GroupBy(PythonNames.ProjectFolderOf)
            .ToList();
        if (folders.Count == 0)
        {
            throw new StepFailedException(FailureCodes.ManifestNotFound, $"The repository has neither a requirements file nor a pyproject.toml{await UnreadAsync(run, cancellationToken)}.");
        }

        string? refusal = null;
        foreach (var folder in folders.Where(folder => !run.PassedOver.Contains(folder.Key)))
        {
            var project = await ReadAsync(run, folder.Key, [.. folder], cancellationToken);
            if (project.SitesOf(run.Context.PackageName).Any())
            {
                var own = project.Manifests.Select(manifest => manifest.Path).ToHashSet(StringComparer.Ordinal);
                var others = folders.Where(other => other.Key != folder.Key && !run.PassedOver.Contains(other.Key)).SelectMany(other => other).Where(path => !own.Contains(path));
                return project with { Elsewhere = await ElsewhereAsync(run, others, cancellationToken) };
            }

            if (refusal is null && project.Refusal is { } reason && await MayHaveAsync(run, [.. folder], cancellationToken))
            {
                refusal = reason;
            }
        }

        throw refusal is null
            ? new StepFailedException(
                FailureCodes.PackageNotInRepository,
                $"No requirements file or pyproject.toml of the repository requires '{run.Context.PackageName}'{await UnreadAsync(run, cancellationToken)}.")
            : new StepFailedException(FailureCodes.UnsupportedPackageManager, refusal);
    }

    /// <summary>Where another project needs no upgrade already, one that can't be read is only in the way if it has the package's name in it.</summary>
    private static async Task<bool> MayHaveAsync(UpgradeRun run, IReadOnlyList<string> manifests, CancellationToken cancellationToken) =>
        run.PassedOver.Count == 0 || (await run.Workspace.FindTextAsync(run.Context.PackageName, cancellationToken)).Overlaps(manifests);

    /// <summary>A file that isn't read and has the package's name in it, as the end of a sentence; empty for none.</summary>
    private static async Task<string> UnreadAsync(UpgradeRun run, CancellationToken cancellationToken) =>
        (await run.Workspace.FindTextAsync(run.Context.PackageName, cancellationToken))
            .Where(path => UnreadFiles.Contains(Path.GetFileName(path)) && !PythonNames.IsForeign(path))
            .MinBy(path => (path.Length, path)) is { } unread ? $"; '{unread}' names it, and is not read" : string.Empty;

    /// <summary>Those of some manifests that require the package.</summary>
    private static Task<IReadOnlyList<string>> ElsewhereAsync(UpgradeRun run, IEnumerable<string> paths, CancellationToken cancellationToken) => OtherProjects.FindAsync(
        run,
        paths.Where(path => Path.GetFileName(path) == Pyproject.FileName || PythonNames.IsRequirements(path)),
        async path => await run.Workspace.Tree.ReadAsync(path, PythonManifest.MaximumBytes, cancellationToken) is { } content
            && PythonManifest.Parse(path, content).Requirements.Any(declared => declared.Name == PythonName.Normalize(run.Context.PackageName)));

    private static bool IsManifest(string path) => Path.GetFileName(path) is Pyproject.FileName or "Pipfile" || PythonNames.IsRequirements(path);

    private static async Task<PythonProject> ReadAsync(UpgradeRun run, string folder, List<string> paths, CancellationToken cancellationToken)
    {
        var reader = new PythonManifestReader(run, MaximumManifests);
        var pyproject = paths.Find(path => Path.GetFileName(path) == Pyproject.FileName);
        if (pyproject is not null)
        {
            await reader.ReadAsync(pyproject, isConstraints: false, cancellationToken);
            var locked = OfPoetry(run, folder, reader.All[0]) ?? await OfUvAsync(run, folder, reader, cancellationToken);
            if (locked is not null)
            {
                return locked;
            }
        }

        var package = PythonName.Normalize(run.Context.PackageName);
        var roots = new List<string>();
        foreach (var path in paths.Where(PythonNames.IsRequirements).OrderBy(path => !PythonNames.IsInstalled(Path.GetFileName(path))).ThenBy(path => path.Length))
        {
            var all = await reader.ReadAsync(path, isConstraints: false, cancellationToken);
            if (PythonNames.IsInstalled(Path.GetFileName(path)) || all.Any(manifest => manifest.Requirements.Any(declared => declared.Name == package)))
            {
                roots.Add(path);
            }
        }

        var (compiled, refusal) = await ReadCompiledAsync(run, reader, package, cancellationToken);
        var installed = new HashSet<string>(roots.SelectMany(reader.Closure), StringComparer.Ordinal);
        installed.UnionWith(compiled.Values.SelectMany(file => file.Reads));

        // What a person wrote comes before what was compiled of it.
        var manifests = reader.All
            .Where(manifest => manifest.Pyproject is not null || installed.Contains(manifest.Path))
            .Select(manifest => manifest with { Compiled = compiled.GetValueOrDefault(manifest.Path) })
            .OrderBy(manifest => manifest.Compiled is not null)
            .ToList();
        var description = manifests.Find(manifest => manifest.Pyproject is not null);
        return new PythonProject
        {
            Folder = folder,
            Manifests = manifests,
            Roots = roots,
            Sections = description is null ? new HashSet<string>() : Sections(description, package),
            FurtherOptions = [.. await OptionsOfAsync(run, compiled.Values.Select(file => file.Command.Folder).Distinct(), cancellationToken)],
            Refusal = refusal ?? (OtherTool(run, folder, manifests) is { } tool ? $"The project is locked by {tool}, which is not supported." : null),
        };
    }

    /// <summary>What the requirements files that have the package were compiled of, where uv did it, or why it can't do it again.</summary>
    private static async Task<(Dictionary<string, UvCompiled> Compiled, string? Refusal)> ReadCompiledAsync(
        UpgradeRun run, PythonManifestReader reader, string package, CancellationToken cancellationToken)
    {
        var compiled = new Dictionary<string, UvCompiled>(StringComparer.Ordinal);
        foreach (var manifest in reader.All.Where(manifest => manifest.WrittenBy == UvRunner.Tool && manifest.Requirements.Any(declared => declared.Name == package)).ToList())
        {
            var (command, refusal) = UvCommand.Read(manifest.Path, manifest.Content);
            if (command is null)
            {
                return (compiled, $"'{manifest.Path}' was compiled by uv and can't be compiled again: {refusal}.");
            }

            foreach (var path in command.Inputs)
            {
                await reader.ReadAsync(path, isConstraints: false, cancellationToken);
            }

            foreach (var path in command.Constraints)
            {
                await reader.ReadAsync(path, isConstraints: true, cancellationToken);
            }

            compiled[manifest.Path] = new UvCompiled(command, command.Inputs.Concat(command.Constraints).SelectMany(reader.Closure).ToHashSet(StringComparer.Ordinal));
        }

        return (compiled, null);
    }

    private static async Task<IEnumerable<(string Path, PipOption Option)>> OptionsOfAsync(UpgradeRun run, IEnumerable<string> folders, CancellationToken cancellationToken)
    {
        var options = new List<(string Path, PipOption Option)>();
        foreach (var folder in folders)
        {
            options.AddRange((await UvProject.ReadAsync(run, folder, cancellationToken)).Options);
        }

        return options;
    }

    /// <summary>Where Poetry locks a project, nothing else says what is installed.</summary>
    private static PythonProject? OfPoetry(UpgradeRun run, string folder, PythonManifest manifest)
    {
        var lockfile = folder.Length == 0 ? PoetryCommands.LockfileName : $"{folder}/{PoetryCommands.LockfileName}";
        var isLocked = run.Files.Any(file => file.Path == lockfile);
        return isLocked || manifest.Pyproject!.Poetry.Any
            ? new PythonProject
            {
                Folder = folder,
                Manifests = [manifest],
                Roots = [],
                Sections = manifest.Pyproject!.Sections,
                Lockfile = lockfile,
                Refusal = isLocked ? null : "The project is Poetry's and has no poetry.lock, so that nothing says what it installs.",
            }
            : null;
    }

    /// <summary>The same for uv, which may also be told elsewhere where packages are.</summary>
    private static async Task<PythonProject?> OfUvAsync(UpgradeRun run, string folder, PythonManifestReader reader, CancellationToken cancellationToken)
    {
        var lockfile = Path.Combine(folder, UvCommands.LockfileName);
        if (!run.Files.Any(file => file.Path == lockfile))
        {
            return null;
        }

        var (options, isInWorkspace) = await UvProject.ReadAsync(run, folder, cancellationToken);
        var members = MembersOf(run, folder, reader.All[0].Pyproject!.Uv);
        foreach (var member in members)
        {
            await reader.ReadAsync(Path.Combine(folder, member, Pyproject.FileName), isConstraints: false, cancellationToken);
        }

        var package = PythonName.Normalize(run.Context.PackageName);
        return new PythonProject
        {
            Folder = folder,
            Manifests = reader.All,
            Roots = [],
            Members = members,
            Sections = reader.All.SelectMany(manifest => Sections(manifest, package)).Append(UvTables.Constraints).ToHashSet(StringComparer.Ordinal),
            Lockfile = lockfile,
            FurtherOptions = [.. options, .. reader.All.Skip(1).SelectMany(manifest => manifest.Pyproject!.Uv.Options.Select(option => (manifest.Path, option)))],
            Refusal = isInWorkspace ? $"The project is locked by {Workspace}, which is not supported." : null,
        };
    }

    /// <summary>The folders of a workspace's members, relative to its root's.</summary>
    private static List<string> MembersOf(UpgradeRun run, string folder, UvTables root)
    {
        var (prefix, pattern) = (folder.Length == 0 ? string.Empty : folder + "/", new FolderPattern(root.Members));
        return
        [
            .. run.Files.Select(file => file.Path)
                .Where(path => path.StartsWith(prefix, StringComparison.Ordinal) && Path.GetFileName(path) == Pyproject.FileName && !PythonNames.IsForeign(path))
                .Select(path => Path.GetDirectoryName(path[prefix.Length..])!)
                .Order(StringComparer.Ordinal)
                .Take(MaximumManifests)
                .Where(member => member.Length > 0 && pattern.Matches(member)),
        ];
    }

    /// <summary>The project's own requirements, those for its tests, and those that have the package.</summary>
    private static HashSet<string> Sections(PythonManifest manifest, string package) =>
        manifest.Pyproject!.Sections
            .Where(section => section == Pyproject.Dependencies || PythonNames.IsForDevelopment(section[(section.IndexOf('.', StringComparison.Ordinal) + 1)..]))
            .Concat(manifest.Requirements.Where(declared => declared.Name == package).Select(declared => declared.Site.Section))
            .Where(section => section != UvTables.Constraints)
            .SelectMany(manifest.Pyproject.WithIncluded)
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>uv has one lock for a folder and all projects below it.</summary>
    private static bool IsLockOfWorkspace(string path, string folder) =>
        Path.GetFileName(path) == UvCommands.LockfileName && Path.GetDirectoryName(path) is { } above && (above.Length == 0 || folder.StartsWith(above + "/", StringComparison.Ordinal));

    private static string? OtherTool(UpgradeRun run, string folder, List<PythonManifest> manifests)
    {
        var files = run.Files.Where(file => Path.GetDirectoryName(file.Path) == folder).Select(file => Path.GetFileName(file.Path)).ToHashSet(StringComparer.Ordinal);
        return OtherTools.FirstOrDefault(tool => files.Contains(tool.File)).Tool
            ?? (run.Files.Any(file => IsLockOfWorkspace(file.Path, folder)) ? Workspace : null)
            ?? manifests.Find(manifest => manifest.WrittenBy is not (null or UvRunner.Tool))?.WrittenBy;
    }
}
