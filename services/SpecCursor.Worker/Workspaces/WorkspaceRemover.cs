using SpecCursor.Worker.Processes;

namespace SpecCursor.Worker.Workspaces;

/// <summary>Removes folders that strangers filled: deeper than paths can be, or closed to their own owner.</summary>
internal sealed class WorkspaceRemover(ProcessRunner runner, ToolLocator locator, ILogger<WorkspaceRemover> logger)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>Removes a folder with all that is in it. A failure is logged; the next start tries again.</summary>
    public async Task RemoveAsync(string directory)
    {
        if (!Directory.Exists(directory) || await TryAsync("rm", ["-rf", "--one-file-system", "--", directory]))
        {
            return;
        }

        await TryAsync("chmod", ["-R", "u+rwX", "--", directory]);
        if (!await TryAsync("rm", ["-rf", "--one-file-system", "--", directory]))
        {
            logger.LogWarning("The workspace {Directory} could not be removed", directory);
        }
    }

    private async Task<bool> TryAsync(string tool, IReadOnlyList<string> arguments)
    {
        if (locator.FindAsNamed(tool) is not { } path)
        {
            return false;
        }

        var outcome = await runner.RunAsync(
            new ProcessCommand { FileName = path, Arguments = arguments, Environment = new Dictionary<string, string>(), Timeout = Timeout }, CancellationToken.None);
        return outcome.Succeeded;
    }
}
