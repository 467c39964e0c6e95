using System.Text;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems.Go.Work;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Has go say what it builds a module, or those of a workspace, with. What it writes into the manifest and the checksums in doing so is taken back.</summary>
internal sealed class GoBuildListReader(GoCommands go)
{
    private const int MaximumBytes = 64 * 1024 * 1024;
    private const int MaximumModules = 20_000;

    private const string Format = """{{.Path}}{{"\t"}}{{.Version}}{{"\t"}}{{with .Replace}}{{.Path}}{{"\t"}}{{.Version}}{{end}}""";

    /// <summary>Into files, since a command's output is bounded.</summary>
    private const string Script = """go list -m -f "$1" all > "$2" && go mod graph > "$3" """;

    /// <exception cref="StepFailedException">go can't say, or it is too much.</exception>
    public async Task<GoBuildList> ReadAsync(UpgradeRun run, GoModule module, CancellationToken cancellationToken)
    {
        var tree = run.Workspace.Tree;
        var manifest = await tree.ReadAsync(module.ManifestPath, GoModFile.MaximumBytes, cancellationToken) ?? module.Content;
        var checksums = await tree.ReadAsync(module.ChecksumsPath, GoChecksums.MaximumBytes, cancellationToken);
        try
        {
            var (choices, requirements) = await AskAsync(
                run, module.Folder, module.ManifestPath, arguments => go.RunScriptAsync(run, module, Script, arguments, cancellationToken), cancellationToken);
            return new GoBuildList
            {
                Modules = [module],
                Path = module.ManifestPath,
                Scope = module.Folder,
                Choices = choices,
                Requirements = requirements,
                Checksums = GoChecksums.Parse(await tree.ReadAsync(module.ChecksumsPath, GoChecksums.MaximumBytes, cancellationToken)),
            };
        }
        finally
        {
            await RestoreAsync(run, module, manifest, checksums, cancellationToken);
        }
    }

    /// <summary>In a workspace go writes into no file but its checksums.</summary>
    /// <exception cref="StepFailedException">go can't say, or it is too much.</exception>
    public async Task<GoBuildList> ReadAsync(UpgradeRun run, GoWorkspace workspace, CancellationToken cancellationToken)
    {
        var tree = run.Workspace.Tree;
        var checksums = await tree.ReadAsync(workspace.ChecksumsPath, GoChecksums.MaximumBytes, cancellationToken);
        try
        {
            var (choices, requirements) = await AskAsync(
                run, workspace.Folder, workspace.Path, arguments => go.RunScriptAsync(run, workspace, Script, arguments, cancellationToken), cancellationToken);
            var all = new List<byte[]?>();
            foreach (var path in workspace.Modules.Select(module => module.ChecksumsPath).Append(workspace.ChecksumsPath))
            {
                all.Add(await tree.ReadAsync(path, GoChecksums.MaximumBytes, cancellationToken));
            }

            return new GoBuildList
            {
                Modules = workspace.Modules,
                Path = workspace.Path,
                Scope = workspace.Path,
                Choices = choices,
                Requirements = requirements,
                Checksums = GoChecksums.Parse(all),
            };
        }
        finally
        {
            await RestoreAsync(run, workspace.ChecksumsPath, checksums, cancellationToken);
        }
    }

    /// <summary>Puts a module's manifest and checksums back.</summary>
    public static async Task RestoreAsync(UpgradeRun run, GoModule module, byte[] manifest, byte[]? checksums, CancellationToken cancellationToken)
    {
        await run.Workspace.Tree.WriteAsync(module.ManifestPath, manifest, cancellationToken);
        await RestoreAsync(run, module.ChecksumsPath, checksums, cancellationToken);
    }

    /// <summary>Puts checksums back; null for none.</summary>
    public static async Task RestoreAsync(UpgradeRun run, string path, byte[]? checksums, CancellationToken cancellationToken)
    {
        if (checksums is null)
        {
            run.Workspace.Tree.Delete(path);
        }
        else
        {
            await run.Workspace.Tree.WriteAsync(path, checksums, cancellationToken);
        }
    }

    private static async Task<(Dictionary<string, GoChoice> Choices, IReadOnlyList<(string From, string Path, string Version)> Requirements)> AskAsync(
        UpgradeRun run, string folder, string path, Func<IReadOnlyList<string>, Task<CommandOutput>> ask, CancellationToken cancellationToken)
    {
        var (list, graph) = ($".speccursor-{Guid.NewGuid():N}", $".speccursor-{Guid.NewGuid():N}");
        var (listPath, graphPath) = folder.Length == 0 ? (list, graph) : ($"{folder}/{list}", $"{folder}/{graph}");
        try
        {
            var output = await ask([Format, list, graph]);
            if (!ToolFailures.Succeeded(output))
            {
                throw GoFailures.Of(output, "go list -m all");
            }

            return (
                Choices(path, await LinesAsync(run, listPath, cancellationToken)),
                [.. (await LinesAsync(run, graphPath, cancellationToken)).Select(Requirement).OfType<(string, string, string)>()]);
        }
        finally
        {
            run.Workspace.Tree.Delete(listPath);
            run.Workspace.Tree.Delete(graphPath);
        }
    }

    private static async Task<string[]> LinesAsync(UpgradeRun run, string path, CancellationToken cancellationToken)
    {
        var content = await run.Workspace.Tree.ReadAsync(path, MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.InstallFailed, "go did not say what it builds with.");
        return Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Dictionary<string, GoChoice> Choices(string path, string[] lines)
    {
        if (lines.Length > MaximumModules)
        {
            throw new StepFailedException(FailureCodes.LockfileTooLarge, $"'{path}' is built with more than {MaximumModules:N0} modules.");
        }

        // The modules themselves have no version.
        return lines.Select(line => line.Split('\t'))
            .Where(fields => fields.Length >= 3 && fields[1].Length > 0)
            .Select(fields => new GoChoice(fields[0], fields[1], fields[2].Length == 0 ? null : Replacement(fields)))
            .ToDictionary(choice => choice.Path, StringComparer.Ordinal);
    }

    private static GoReplacement Replacement(string[] fields) =>
        new(fields[0], fields[1], fields[2], fields.Length > 3 && fields[3].Length > 0 ? fields[3] : null);

    /// <summary>Since go 1.21 versions of go itself are in it, too; they are no modules of the build and fall out there.</summary>
    private static (string From, string Path, string Version)? Requirement(string line)
    {
        var words = line.Split(' ');
        var at = words[^1].LastIndexOf('@');
        return words.Length == 2 && at > 0 ? (words[0], words[1][..at], words[1][(at + 1)..]) : null;
    }
}
