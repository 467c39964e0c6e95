using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Failures;
using SpecCursor.Versioning.Go;
using SpecCursor.Worker.Ecosystems.Releases;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>
/// Chooses the version that an upgrade goes to. <c>latest</c>, <c>minor</c> and <c>patch</c> stay at the module's path, as <c>go get -u</c> does; another major,
/// which is another path, is gone to when its version is asked for.
/// </summary>
internal sealed class GoResolver(GoProxy proxy, GoReleaseReader reader, ReleaseChooser chooser, MachineGo machine)
{
    private const int MaximumMajors = 20;

    /// <exception cref="StepFailedException">There is no such version, or nobody should go to it, or not with this machine's go.</exception>
    /// <exception cref="TransientStepException">The proxy doesn't answer.</exception>
    public async Task<Resolution> ResolveAsync(UpgradeRun run, GoDeclaration declaration, CancellationToken cancellationToken)
    {
        var context = WithCanonicalTarget(run.Context);
        var wanted = GoVersion.Parse(context.TargetVersion);
        var locked = GoVersion.Parse(declaration.LockedVersion)!;
        var here = await reader.ReadAsync(declaration.Path, wanted, locked, cancellationToken);
        var there = wanted is null || declaration.Path.Fits(wanted) ? null : await reader.ReadAsync(declaration.Path.For(wanted), wanted, locked, cancellationToken);
        if (here is null && there is null)
        {
            throw new StepFailedException(FailureCodes.PackageNotFound, $"The module proxy has no module '{context.PackageName}'.");
        }

        var releases = (here ?? []).Concat(there ?? []).Select(release => WithoutExcluded(release, declaration)).ToList();
        var resolution = chooser.Choose(context, locked, declaration.NewestLocked, new ReleaseHistory(releases));
        var chosen = GoVersion.Parse(resolution.Version)!;
        var path = declaration.Path.For(chosen).ToString();
        if (path != declaration.Path.ToString() && declaration.Modules[0].Requirement(context.PackageName)!.IsIndirect)
        {
            throw new StepFailedException(
                FailureCodes.UnsupportedConstraint, $"Nothing in the repository imports '{context.PackageName}'; those who do have to go to '{path}'.");
        }

        CheckReplacements(declaration, path, chosen);
        var manifest = await proxy.ManifestAsync(path, chosen.Text, cancellationToken);
        GoLanguage.Check($"'{path}' {chosen.Text}", manifest?.GoVersion, await machine.GetAsync(cancellationToken));
        return resolution with { Notes = [.. resolution.Notes, .. await NotesAsync(path, chosen, cancellationToken)] };
    }

    /// <summary>People leave the v away.</summary>
    private static UpgradeContext WithCanonicalTarget(UpgradeContext context) =>
        char.IsAsciiDigit(context.TargetVersion[0]) ? context with { TargetVersion = "v" + context.TargetVersion } : context;

    private static Release WithoutExcluded(Release release, GoDeclaration declaration)
    {
        var path = declaration.Path.For((GoVersion)release.Version).ToString();
        return declaration.Reached.FirstOrDefault(module => module.Manifest.Exclusions.Contains((path, release.Text))) is { } excluding
            ? release with { Withdrawal = new Withdrawal($"excluded by '{excluding.ManifestPath}'", Reason: null) }
            : release;
    }

    private static void CheckReplacements(GoDeclaration declaration, string path, GoVersion chosen)
    {
        foreach (var workspace in declaration.Workspaces.Keys)
        {
            GoReplacements.Check(workspace, path, chosen.Text);
        }

        foreach (var module in declaration.Alone)
        {
            GoReplacements.Check(module, path, chosen.Text);
        }
    }

    private async Task<IReadOnlyList<string>> NotesAsync(string path, GoVersion chosen, CancellationToken cancellationToken) =>
        await NewestMajorAsync(GoModulePath.Parse(path)!, chosen, cancellationToken) is var (newer, version)
            ? [$"There is a newer major, '{newer}' {version}. It has another path, and is gone to when its version is asked for."]
            : [];

    /// <summary>Majors follow each other; one that isn't there ends the search. That it can't be known is no reason to fail.</summary>
    private async Task<(string Path, string Version)?> NewestMajorAsync(GoModulePath path, GoVersion chosen, CancellationToken cancellationToken)
    {
        (string Path, string Version)? newest = null;
        try
        {
            for (var major = Math.Max(chosen.Major, 1) + 1; major <= chosen.Major + MaximumMajors; major++)
            {
                var next = path.For(GoVersion.Parse($"v{major}.0.0")!);
                var stable = (await proxy.ListAsync(next.ToString(), cancellationToken))?.Where(version => !version.IsPrerelease && next.Fits(version)).Max();
                if (stable is null)
                {
                    break;
                }

                newest = (next.ToString(), stable.Text);
            }
        }
        catch (Exception exception) when (exception is StepFailedException or TransientStepException)
        {
            return newest;
        }

        return newest;
    }
}
