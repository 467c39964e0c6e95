using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems.Go.Work;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Builds and tests each module that the upgrade reaches, without a network.</summary>
internal sealed class GoTests(GoCommands go, GoWorkspaceReader workspaces)
{
    /// <summary>All that go prints, and fails with, where it builds none of a module's files: those of a list of tools are for no platform.</summary>
    private const string NothingToTest = "go: warning: \"./...\" matched no packages\nno packages to test";

    /// <summary>Up to the first that fails. A module without tests is built, which is what go does for it here.</summary>
    public async Task<CommandOutput?> TestAsync(UpgradeRun run, GoDeclaration declaration, CancellationToken cancellationToken)
    {
        CommandOutput? last = null;
        foreach (var module in declaration.Reached.Where(module => run.Files.Any(file => module.HasSource(file.Path, declaration.Folders))))
        {
            var output = await go.TestAsync(run, module, declaration.WorkspaceOf(module), cancellationToken);
            if (output.Output.Trim() == NothingToTest)
            {
                continue;
            }

            last = output;
            if (!ToolFailures.Succeeded(output))
            {
                break;
            }
        }

        return last;
    }

    /// <summary>Downloads what the base commit builds with; what is vendored is there.</summary>
    public async Task<CommandOutput> InstallBaseAsync(UpgradeRun run, GoDeclaration declaration, CancellationToken cancellationToken)
    {
        var output = new CommandOutput { Command = "go mod download", ExitCode = 0, Duration = TimeSpan.Zero, Output = "Everything is vendored.\n" };
        foreach (var module in declaration.Alone.Where(module => !module.IsVendored))
        {
            output = await go.RunAsync(run, module, ["mod", "download"], cancellationToken);
            await GoBuildListReader.RestoreAsync(run, module, module.Content, module.Checksums, cancellationToken);
            if (!ToolFailures.Succeeded(output))
            {
                return output;
            }
        }

        foreach (var workspace in declaration.Workspaces.Keys)
        {
            output = await workspaces.LookAsync(run, workspace, cancellationToken);
            await GoBuildListReader.RestoreAsync(run, workspace.ChecksumsPath, workspace.Checksums, cancellationToken);
            if (!ToolFailures.Succeeded(output))
            {
                return output;
            }
        }

        return output;
    }
}
