using SpecCursor.Worker.Ecosystems;

namespace SpecCursor.Worker.Upgrades;

/// <summary>
/// Chooses which of a repository's projects is upgraded: the first that has a use for it. Otherwise the first project, once it is up to date, would keep all
/// others from ever being upgraded.
/// </summary>
internal static class ProjectChooser
{
    /// <summary>To look at a project can take a package manager's run.</summary>
    private const int MaximumProjects = 20;

    /// <summary>Why the others may still have a use for it.</summary>
    private static readonly string[] NoUse = [FailureCodes.AlreadyUpToDate, FailureCodes.DowngradeRefused, FailureCodes.CurrentVersionMismatch];

    private static readonly string[] NoMore = [FailureCodes.PackageNotInRepository, FailureCodes.ManifestNotFound, .. NoUse];

    /// <summary>Where the package is upgraded, and to which version.</summary>
    /// <exception cref="StepFailedException">No project can be upgraded. Where none has a use for it, the reason is the first one's.</exception>
    public static async Task<(Declaration Declaration, Resolution Resolution)> ChooseAsync(IEcosystem ecosystem, UpgradeRun run, CancellationToken cancellationToken)
    {
        (StepFailedException Reason, string Manifest)? first = null;
        for (var projects = 1; ; projects++)
        {
            Declaration? declaration = null;
            try
            {
                declaration = await ecosystem.FindAsync(run, cancellationToken);
                return (declaration, await ResolveAsync(ecosystem, run, declaration, cancellationToken));
            }
            catch (StepFailedException exception) when (declaration is { ProjectFolders.Count: > 0 } && projects < MaximumProjects && NoUse.Contains(exception.Failure.Code))
            {
                first ??= (exception, declaration.ManifestPath);
                run = run with { PassedOver = run.PassedOver.Concat(declaration.ProjectFolders).ToHashSet(StringComparer.Ordinal) };
            }
            catch (StepFailedException exception) when (first is not null)
            {
                throw NoMore.Contains(exception.Failure.Code) ? first.Value.Reason : new StepFailedException(
                    exception.Failure.Code,
                    $"'{first.Value.Manifest}' needs no upgrade ({first.Value.Reason.Failure.Code}), and the next project can't be upgraded. {exception.Failure.Reason}",
                    exception.Failure.Detail);
            }
        }
    }

    private static async Task<Resolution> ResolveAsync(IEcosystem ecosystem, UpgradeRun run, Declaration declaration, CancellationToken cancellationToken)
    {
        if (run.Context.CurrentVersion is { Length: > 0 } expected && expected != declaration.LockedVersion)
        {
            throw new StepFailedException(
                FailureCodes.CurrentVersionMismatch,
                $"'{run.Context.PackageName}' was expected to be at {expected}, but the repository has {declaration.LockedVersion}.");
        }

        // All attempts at one upgrade go to the same version, whatever was published meanwhile.
        var pinned = run.Command.PinnedVersion is { } version
            ? run with { Command = run.Command with { Context = run.Context with { TargetVersion = version } } }
            : run;
        return await ecosystem.ResolveAsync(pinned, declaration, cancellationToken);
    }
}
