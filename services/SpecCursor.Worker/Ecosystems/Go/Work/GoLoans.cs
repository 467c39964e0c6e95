using System.Text;

namespace SpecCursor.Worker.Ecosystems.Go.Work;

/// <summary>
/// Lends a module what its workspace replaces. <c>go get</c> and <c>go mod tidy</c> know no workspaces, and fail over modules that only a <c>replace</c> of
/// the <c>go.work</c> leads to.
/// </summary>
internal static class GoLoans
{
    private const string Mark = "// lent by the workspace";

    /// <summary>The manifest with its workspace's replacements, but for those of modules that it replaces itself.</summary>
    public static byte[] Lend(byte[] manifest, GoModule module, GoWorkspace workspace)
    {
        var own = module.Manifest.Replacements.Select(replacement => replacement.Path).Append(module.Manifest.ModulePath).ToHashSet(StringComparer.Ordinal);
        var lines = workspace.File.Replacements.Where(replacement => !own.Contains(replacement.Path)).Select(replacement => Line(replacement, module, workspace));
        return [.. manifest, .. Encoding.UTF8.GetBytes($"\n{string.Concat(lines)}")];
    }

    /// <summary>The manifest without what was lent.</summary>
    public static byte[] TakeBack(byte[] manifest)
    {
        var kept = new List<string>();
        foreach (var line in Encoding.UTF8.GetString(manifest).Split('\n'))
        {
            if (!line.EndsWith(Mark, StringComparison.Ordinal))
            {
                kept.Add(line);
            }
            else if (kept is [.., ""])
            {
                // go parts with an empty line what it takes for several things.
                kept.RemoveAt(kept.Count - 1);
            }
        }

        return Encoding.UTF8.GetBytes(string.Join('\n', kept));
    }

    private static string Line(GoReplacement replacement, GoModule module, GoWorkspace workspace)
    {
        var isFolder = replacement.NewVersion is null;
        var target = isFolder && !replacement.NewPath.StartsWith('/')
            ? GoWorkspace.RelativePath(module.Folder, Path.Combine(workspace.Folder, replacement.NewPath))
            : replacement.NewPath;
        return $"replace {replacement.Path} {replacement.Version} => \"{target}\" {replacement.NewVersion} {Mark}\n";
    }
}
