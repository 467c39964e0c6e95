using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go.Work;

/// <summary>Finds the workspaces of a repository. What they use has to be in it, so that everybody who has the repository builds the same.</summary>
internal static class GoWorkspaceFinder
{
    private const int MaximumWorkspaces = 100;
    private const int MaximumMembers = 500;
    private const int MaximumVendorBytes = 16 * 1024 * 1024;

    /// <param name="run">The run.</param>
    /// <param name="modules">The modules that were found without them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StepFailedException">One of them uses what can't be used.</exception>
    public static async Task<IReadOnlyList<GoWorkspace>> FindAsync(UpgradeRun run, IReadOnlyList<GoModule> modules, CancellationToken cancellationToken)
    {
        var tracked = run.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var known = modules.ToDictionary(module => module.Folder, StringComparer.Ordinal);
        var paths = tracked
            .Where(path => Path.GetFileName(path) == GoWorkFile.FileName && !Path.GetDirectoryName(path)!.Split('/').Any(GoModuleFinder.IsIgnored))
            .OrderBy(path => path.Count(character => character == '/')).ThenBy(path => path, StringComparer.Ordinal)
            .ToList();
        if (paths.Count > MaximumWorkspaces)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"The repository has more than {MaximumWorkspaces:N0} files called go.work.");
        }

        var workspaces = new List<GoWorkspace>();
        foreach (var path in paths)
        {
            var workspace = await ReadAsync(run, path, tracked, known, cancellationToken);
            CheckOthers(workspaces, workspace);
            workspaces.Add(workspace);
        }

        return workspaces;
    }

    private static async Task<GoWorkspace> ReadAsync(
        UpgradeRun run, string path, HashSet<string> tracked, Dictionary<string, GoModule> known, CancellationToken cancellationToken)
    {
        var tree = run.Workspace.Tree;
        var content = await tree.ReadAsync(path, GoWorkFile.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.ManifestNotFound, $"'{path}' is not there.");
        var file = GoWorkFile.Parse(path, content);
        if (file.Uses.Count > MaximumMembers)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{path}' uses more than {MaximumMembers:N0} modules.");
        }

        var modules = new Dictionary<string, GoModule>(StringComparer.Ordinal);
        foreach (var use in file.Uses)
        {
            var folder = Resolve(path, use);
            var module = known.GetValueOrDefault(folder) ?? await ReadModuleAsync(run, path, use, folder, tracked, cancellationToken);
            if (!modules.TryAdd(folder, module))
            {
                throw Invalid(path, use, "for the second time");
            }
        }

        if (modules.Values.GroupBy(module => module.Manifest.ModulePath).FirstOrDefault(group => group.Count() > 1) is { } namesakes)
        {
            throw new StepFailedException(
                FailureCodes.InvalidManifest, $"'{path}' uses {string.Join(" and ", namesakes.Select(module => $"'{module.ManifestPath}'"))}, which are both called '{namesakes.Key}'.");
        }

        var sums = path + ".sum";
        return new GoWorkspace
        {
            Path = path,
            Content = content,
            File = file,
            Checksums = tracked.Contains(sums) ? await tree.ReadAsync(sums, GoChecksums.MaximumBytes, cancellationToken) : null,
            Modules = [.. modules.Values],
            IsVendored = await IsVendoredAsync(run, Path.GetDirectoryName(path)!, tracked, cancellationToken),
        };
    }

    /// <summary>Also in folders that are left out otherwise: who is used by name is meant.</summary>
    private static async Task<GoModule> ReadModuleAsync(
        UpgradeRun run, string path, string use, string folder, HashSet<string> tracked, CancellationToken cancellationToken)
    {
        var manifest = folder.Length == 0 ? GoModFile.FileName : $"{folder}/{GoModFile.FileName}";

        // Says so where a link is on the way, which in git has nothing below it.
        return run.Workspace.Tree.Exists(manifest) && tracked.Contains(manifest)
            ? await GoModuleFinder.ReadAsync(run, folder, tracked, cancellationToken)
            : throw Invalid(path, use, "where the repository has no go.mod");
    }

    /// <summary>The folder that is meant, repository-relative.</summary>
    private static string Resolve(string path, string use)
    {
        if (use.StartsWith('/'))
        {
            throw Unsafe(path, use, "an absolute path, at which other machines have something else");
        }

        var parts = new List<string>(Path.GetDirectoryName(path)!.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in use.Split('/').Where(part => part is not ("" or ".")))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                throw Unsafe(path, use, "which is outside of the repository");
            }
        }

        return string.Join('/', parts);
    }

    private static void CheckOthers(List<GoWorkspace> others, GoWorkspace workspace)
    {
        foreach (var module in workspace.Modules)
        {
            if (others.Find(other => other.Holds(module)) is { } other)
            {
                throw new StepFailedException(
                    FailureCodes.UnsupportedConstraint,
                    $"Both '{other.Path}' and '{workspace.Path}' use '{module.ManifestPath}', so that what it is built with depends on where go is called.");
            }
        }
    }

    /// <summary>What <c>go work vendor</c> writes begins so; what <c>go mod vendor</c> writes for a module beside a <c>go.work</c> does not.</summary>
    private static async Task<bool> IsVendoredAsync(UpgradeRun run, string folder, HashSet<string> tracked, CancellationToken cancellationToken)
    {
        var list = folder.Length == 0 ? GoModule.VendorList : $"{folder}/{GoModule.VendorList}";
        return tracked.Contains(list) && await run.Workspace.Tree.ReadAsync(list, MaximumVendorBytes, cancellationToken) is { } content
            && content.AsSpan().StartsWith("## workspace"u8);
    }

    private static StepFailedException Invalid(string path, string use, string what) => new(FailureCodes.InvalidManifest, $"'{path}' uses '{use}', {what}.");

    private static StepFailedException Unsafe(string path, string use, string what) => new(FailureCodes.UnsafePath, $"'{path}' uses '{use}', {what}.");
}
