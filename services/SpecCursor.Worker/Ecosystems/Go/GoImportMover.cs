using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Has a module's files import a package under another path: in each of its import declarations, and nowhere else.</summary>
internal static class GoImportMover
{
    private const int MaximumFileBytes = 8 * 1024 * 1024;

    /// <returns>The files that changed.</returns>
    public static async Task<IReadOnlyList<string>> MoveAsync(
        UpgradeRun run, GoDeclaration declaration, GoModule module, string to, CancellationToken cancellationToken)
    {
        var from = declaration.Path.ToString();
        var foreign = declaration.Graph.Packages.Select(package => package.Name).Where(name => name.StartsWith(from + "/", StringComparison.Ordinal)).Distinct().ToList();
        var mentions = await run.Workspace.FindTextAsync(from, cancellationToken);
        var repaired = run.Command.Edits.Select(edit => edit.Path);
        var changed = new List<string>();
        foreach (var file in run.Files.Where(file => file.IsRegular && module.HasSource(file.Path, declaration.Folders) && (mentions.Contains(file.Path) || repaired.Contains(file.Path))))
        {
            var content = await run.Workspace.Tree.ReadAsync(file.Path, MaximumFileBytes, cancellationToken)
                ?? throw new StepFailedException(FailureCodes.UnsafePath, $"'{file.Path}' is not there.");
            var moved = GoImports.Rewrite(content, path => Successor(path, from, to, foreign));
            if (!moved.AsSpan().SequenceEqual(content))
            {
                await run.Workspace.Tree.WriteAsync(file.Path, moved, cancellationToken);
                changed.Add(file.Path);
            }
        }

        return changed;
    }

    /// <summary>
    /// The path of the same package in the other major; null for a package of another module. A module may lie below the path of another, as each of its
    /// majors does.
    /// </summary>
    /// <param name="path">The imported path.</param>
    /// <param name="from">The module's path.</param>
    /// <param name="to">The other major's.</param>
    /// <param name="foreign">Other modules below the module's path.</param>
    public static string? Successor(string path, string from, string to, IReadOnlyCollection<string> foreign)
    {
        if (!IsAtOrBelow(path, from) || IsAtOrBelow(path, to) || foreign.Any(other => IsAtOrBelow(path, other)))
        {
            return null;
        }

        return to + path[from.Length..];
    }

    private static bool IsAtOrBelow(string path, string module) =>
        path.StartsWith(module, StringComparison.Ordinal) && (path.Length == module.Length || path[module.Length] == '/');
}
