using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Runs install scripts and tests, both without a network.</summary>
internal sealed class NodeTests(NodeCommands commands)
{
    public async Task<CommandOutput?> PrepareAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken)
    {
        CommandOutput? output = null;
        foreach (var command in await declaration.Project.Manager.ScriptsAsync(run, declaration, cancellationToken))
        {
            output = await commands.RunInstallScriptsAsync(run, declaration, command, cancellationToken);
            if (!ToolFailures.Succeeded(output))
            {
                return commands.ExplainInstallScripts(output);
            }
        }

        return output;
    }

    public async Task<CommandOutput?> TestAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken)
    {
        CommandOutput? output = null;
        foreach (var command in declaration.Project.Manager.Tests(declaration.Project))
        {
            output = await commands.TestAsync(run, declaration.Project, command, cancellationToken);
            if (!ToolFailures.Succeeded(output))
            {
                return output;
            }
        }

        return output;
    }
}
