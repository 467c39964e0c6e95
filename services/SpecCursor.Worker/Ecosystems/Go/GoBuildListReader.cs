using System.Text;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Has go say what it builds a module with. What it writes into the manifest and the checksums in doing so is taken back.</summary>
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
        var (list, graph) = ($".speccursor-{Guid.NewGuid():N}", $".speccursor-{Guid.NewGuid():N}");
        var output = await go.RunScriptAsync(run, module, Script, [Format, list, graph], cancellationToken);
        if (!ToolFailures.Succeeded(output))
        {
            throw GoFailures.Of(output, "go list -m all");
        }

        try
        {
            return new GoBuildList
            {
                Module = module,
                Choices = Choices(module, await LinesAsync(run, module.PathOf(list), cancellationToken)),
                Requirements = [.. (await LinesAsync(run, module.PathOf(graph), cancellationToken)).Select(Requirement).OfType<(string, string, string)>()],
                Checksums = GoChecksums.Parse(await tree.ReadAsync(module.ChecksumsPath, GoChecksums.MaximumBytes, cancellationToken)),
            };
        }
        finally
        {
            tree.Delete(module.PathOf(list));
            tree.Delete(module.PathOf(graph));
            await RestoreAsync(run, module, manifest, checksums, cancellationToken);
        }
    }

    /// <summary>Puts a module's manifest and checksums back.</summary>
    public static async Task RestoreAsync(UpgradeRun run, GoModule module, byte[] manifest, byte[]? checksums, CancellationToken cancellationToken)
    {
        await run.Workspace.Tree.WriteAsync(module.ManifestPath, manifest, cancellationToken);
        if (checksums is null)
        {
            run.Workspace.Tree.Delete(module.ChecksumsPath);
        }
        else
        {
            await run.Workspace.Tree.WriteAsync(module.ChecksumsPath, checksums, cancellationToken);
        }
    }

    private static async Task<string[]> LinesAsync(UpgradeRun run, string path, CancellationToken cancellationToken)
    {
        var content = await run.Workspace.Tree.ReadAsync(path, MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.InstallFailed, "go did not say what it builds with.");
        return Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Dictionary<string, GoChoice> Choices(GoModule module, string[] lines)
    {
        if (lines.Length > MaximumModules)
        {
            throw new StepFailedException(FailureCodes.LockfileTooLarge, $"'{module.ManifestPath}' is built with more than {MaximumModules:N0} modules.");
        }

        // The module itself has no version.
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
