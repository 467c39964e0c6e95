using System.Globalization;
using SpecCursor.Messaging.Failures;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Workspaces;

/// <summary>Makes workspaces.</summary>
internal sealed class WorkspaceFactory(
    MirrorCache mirrors,
    GitCommands git,
    WorkspaceRemover remover,
    ProcessRunner runner,
    ToolLocator locator,
    WorkerDirectories directories,
    WorkspaceOwnership ownership,
    SpecCursorMetrics metrics)
{
    private readonly WorkspaceOwner? _owner = ownership.Owner;
    private static readonly TimeSpan ChangeOwnerTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Checks a repository out.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="pinnedCommit">The commit; null for the head of the default branch.</param>
    /// <param name="upgradeId">The upgrade, for the folder's name.</param>
    /// <param name="fence">The fence, likewise.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="StepFailedException">The repository or the commit isn't there.</exception>
    /// <exception cref="TransientStepException">The forge doesn't answer.</exception>
    public async Task<Workspace> CreateAsync(
        RepositoryLocation repository, string? pinnedCommit, Guid upgradeId, long fence, CancellationToken cancellationToken)
    {
        // A run that was taken over may still be under way elsewhere: no two share a folder.
        var name = string.Create(CultureInfo.InvariantCulture, $"{upgradeId:N}-{fence}-{Guid.NewGuid():N}");
        var directory = Path.Combine(directories.Work, name);
        var lockFile = LockFile.TryAcquire(directory + ".lock") ?? throw new IOException($"'{directory}' is locked.");
        try
        {
            Directory.CreateDirectory(directory);
            var target = new CheckoutTarget(Workspace.GitDirectoryIn(directory), Workspace.TreeIn(directory));
            var head = await mirrors.CheckOutAsync(repository, pinnedCommit, target, cancellationToken);
            await GiveToOwnerAsync(target.Tree, cancellationToken);
            return new Workspace(directory, lockFile, new WorkspaceTree(target.Tree, _owner, metrics), head, git, remover);
        }
        catch
        {
            await remover.RemoveAsync(directory);
            lockFile.Dispose();
            File.Delete(directory + ".lock");
            throw;
        }
    }

    private async Task GiveToOwnerAsync(string tree, CancellationToken cancellationToken)
    {
        if (_owner is null)
        {
            return;
        }

        var outcome = await runner.RunAsync(
            new ProcessCommand
            {
                FileName = locator.FindAsNamed("chown") ?? throw Sandbox.SandboxFailures.ToolMissing("chown"),
                Arguments = ["-hR", string.Create(CultureInfo.InvariantCulture, $"{_owner.UserId}:{_owner.GroupId}"), "--", tree],
                Environment = new Dictionary<string, string>(),
                Timeout = ChangeOwnerTimeout,
            },
            cancellationToken);
        if (!outcome.Succeeded)
        {
            throw new IOException($"The workspace could not be given to user {_owner.UserId}: {outcome.Error}");
        }
    }
}
