using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python.Uv;

/// <summary>Has uv compile requirements files again.</summary>
internal sealed class UvCompiler(UvRunner uv)
{
    /// <summary>Compiles the files of a project that have a package, those that others read before these.</summary>
    /// <param name="run">The run. The files that are compiled have to be in its workspace.</param>
    /// <param name="declaration">Where the project has the package.</param>
    /// <param name="version">The version to go to.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The files by their paths.</returns>
    /// <exception cref="StepFailedException">The requirements contradict each other, or can't be compiled for another reason.</exception>
    public async Task<IReadOnlyList<KeyValuePair<string, byte[]>>> CompileAsync(
        UpgradeRun run, PythonDeclaration declaration, PythonVersion version, CancellationToken cancellationToken)
    {
        var contents = new List<KeyValuePair<string, byte[]>>();
        foreach (var manifest in InOrder([.. declaration.Sites.Select(site => site.Manifest).Where(manifest => manifest.Compiled is not null).Distinct()]))
        {
            var content = await CompileAsync(run, manifest, declaration.Indexes, $"{PythonName.Normalize(run.Context.PackageName)}=={version.Text}", cancellationToken);
            contents.Add(KeyValuePair.Create(manifest.Path, content));
        }

        return contents;
    }

    /// <summary>
    /// A package that is pinned to sources alone counts as not there without builds, so that another version may take its place: where other pins moved,
    /// uv does it again with builds.
    /// </summary>
    private async Task<byte[]> CompileAsync(UpgradeRun run, PythonManifest manifest, ProjectIndexes indexes, string pin, CancellationToken cancellationToken)
    {
        var command = manifest.Compiled!.Command;
        string[] arguments = ["pip", "compile", .. command.Arguments, $"--upgrade-package={pin}", "--quiet"];
        var said = await uv.ResolveAsync(run, command.Folder, indexes, arguments, command.Text, cancellationToken);
        if (ToolFailures.Succeeded(said) && !HaveOthersMoved(manifest, await ReadAsync(run, manifest, cancellationToken)))
        {
            return await ReadAsync(run, manifest, cancellationToken);
        }

        if (ToolFailures.Succeeded(said))
        {
            await run.Workspace.Tree.WriteAsync(manifest.Path, manifest.Content, cancellationToken);
            said = await uv.BuildAsync(run, command.Folder, indexes, arguments, command.Text, cancellationToken);
        }

        return ToolFailures.Succeeded(said) ? await ReadAsync(run, manifest, cancellationToken) : throw PipFailures.Of(said, "uv pip compile");

        bool HaveOthersMoved(PythonManifest before, byte[] after)
        {
            var pins = before.With(after).Requirements.Select(declared => (declared.Name, declared.Requirement.Constraint)).ToHashSet();
            return before.Requirements.Any(declared => declared.Name != PythonName.Normalize(run.Context.PackageName) && !pins.Contains((declared.Name, declared.Requirement.Constraint)));
        }
    }

    private static async Task<byte[]> ReadAsync(UpgradeRun run, PythonManifest manifest, CancellationToken cancellationToken) =>
        await run.Workspace.Tree.ReadAsync(manifest.Path, PythonManifest.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.InstallFailed, $"uv pip compile left no '{manifest.Path}'.");

    /// <summary>Files that wait for none of the others first; those that wait for each other in the order that they have.</summary>
    private static IEnumerable<PythonManifest> InOrder(List<PythonManifest> open)
    {
        while (open.Count > 0)
        {
            var next = open.Find(manifest => !open.Exists(other => other != manifest && manifest.Compiled!.Reads.Contains(other.Path))) ?? open[0];
            open.Remove(next);
            yield return next;
        }
    }
}
