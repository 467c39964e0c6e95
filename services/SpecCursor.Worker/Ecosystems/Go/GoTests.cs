using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Builds and tests each module that requires the package, without a network.</summary>
internal sealed class GoTests(GoCommands go)
{
    /// <summary>Up to the first that fails. A module without tests is built, which is what go does for it here.</summary>
    public async Task<CommandOutput?> TestAsync(UpgradeRun run, GoDeclaration declaration, CancellationToken cancellationToken)
    {
        CommandOutput? output = null;
        foreach (var module in declaration.Modules.Where(module => run.Files.Any(file => IsBuilt(module, file.Path))))
        {
            output = await go.TestAsync(run, module, cancellationToken);
            if (!ToolFailures.Succeeded(output))
            {
                return output;
            }
        }

        return output;
    }

    /// <summary>Downloads what the base commit builds with; what is vendored is there.</summary>
    public async Task<CommandOutput> InstallBaseAsync(UpgradeRun run, GoDeclaration declaration, CancellationToken cancellationToken)
    {
        var output = new CommandOutput { Command = "go mod download", ExitCode = 0, Duration = TimeSpan.Zero, Output = "Everything is vendored.\n" };
        foreach (var module in declaration.Modules.Where(module => !module.IsVendored))
        {
            output = await go.RunAsync(run, module, ["mod", "download"], cancellationToken);
            await GoBuildListReader.RestoreAsync(run, module, module.Content, module.Checksums, cancellationToken);
            if (!ToolFailures.Succeeded(output))
            {
                return output;
            }
        }

        return output;
    }

    private static bool IsBuilt(GoModule module, string path) =>
        path.EndsWith(".go", StringComparison.Ordinal) && module.Within(path) is { } within && !within.Split('/').SkipLast(1).Any(GoModuleFinder.IsIgnored);
}
