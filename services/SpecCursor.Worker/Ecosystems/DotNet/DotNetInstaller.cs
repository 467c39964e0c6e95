using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning.NuGet;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>
/// Writes the constraint and has <c>dotnet restore</c> write the lockfiles. The range is written at once, unlike elsewhere: of what a range admits, NuGet
/// takes the lowest, which is the version that was chosen. Only floating ranges (<c>2.*</c>) take the highest, and then the choice has to be that one.
/// </summary>
internal sealed class DotNetInstaller(DotNetCommands dotnet, DotNetGraphReader graphs)
{
    /// <summary>Takes back that a range that isn't kept is an error. The proof says what it breaks, if anything.</summary>
    private static readonly string[] Override = ["-p:TreatWarningsAsErrors=false", "-p:WarningsAsErrors="];

    public async Task<Application> ApplyAsync(UpgradeRun run, DotNetDeclaration declaration, Resolution resolution, CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        var version = NuGetPackageVersion.Parse(resolution.Version)!;
        var ranges = declaration.Sites.ToDictionary(site => site, site => Restyle(package, site, version));
        var changed = await WriteManifestsAsync(run, declaration, ranges, cancellationToken);
        var (install, isOverridden) = await InstallAsync(run, declaration, cancellationToken);
        string[] pinned = declaration.Sites.Any(site => site.IsPinned) ? [version.Text] : [];
        var (graph, _) = await graphs.ReadAsync(run, declaration.Projects, ranges.Values, pinned, cancellationToken);
        var references = DotNetGraphReader.References(graph, package).ToList();
        CheckVersions(package, version, references);

        // Evaluating projects runs code of theirs, which has had its chance at these files.
        await WriteManifestsAsync(run, declaration, ranges, cancellationToken);
        changed.AddRange(await ChangedLockfilesAsync(run, declaration, cancellationToken));
        return new Application
        {
            WrittenRange = references.First(reference => reference.Edge.From == declaration.ManifestPackageId).Edge.Range,
            Graph = graph,
            Install = install,
            ChangedFiles = changed,
            PeerConflictOverridden = isOverridden || DotNetFailures.HasOverriddenConflict(install),
            Notes = declaration.Lockfiles.Count == 0 ? ["The repository has no lockfile; the proof is about the tree that NuGet chose on this run."] : [],
        };
    }

    private static string Restyle(string package, DotNetSite site, NuGetPackageVersion version)
    {
        if (site.IsPinned)
        {
            return version.Text;
        }

        var rewrite = NuGetRangeStyle.Rewrite(site.Range, version);
        return rewrite.Succeeded
            ? rewrite.Text
            : throw new StepFailedException(FailureCodes.UnsupportedConstraint, $"The constraint on '{package}' in '{site.Manifest.Path}' can't be upgraded: {rewrite.Reason}.");
    }

    private static async Task<List<string>> WriteManifestsAsync(
        UpgradeRun run, DotNetDeclaration declaration, Dictionary<DotNetSite, string> ranges, CancellationToken cancellationToken)
    {
        var changed = new List<string>();
        foreach (var sites in declaration.Sites.GroupBy(site => site.Manifest))
        {
            var manifest = sites.Key;
            var texts = sites.ToDictionary(site => site.Place, site => ranges[site]);
            var content = ManifestEdit.Apply(manifest.Format, manifest.Content, texts.Keys, place => texts[place]);
            await run.Workspace.Tree.WriteAsync(manifest.Path, content, cancellationToken);
            if (!content.AsSpan().SequenceEqual(manifest.Content))
            {
                changed.Add(manifest.Path);
            }
        }

        return changed;
    }

    private async Task<(CommandOutput Install, bool IsOverridden)> InstallAsync(UpgradeRun run, DotNetDeclaration declaration, CancellationToken cancellationToken)
    {
        CommandOutput? install = null;
        var isOverridden = false;
        foreach (var manifest in declaration.Sites.Select(site => site.Manifest).Where(manifest => manifest.IsTools).Distinct())
        {
            install = Checked(await dotnet.RestoreToolsAsync(run, manifest.Path, declaration.Feeds, cancellationToken), "dotnet tool restore");
        }

        // Tools are none of the projects' business: for them alone, the restore of the base commit still holds.
        if (declaration.Entry is { } entry && !declaration.Sites.All(site => site.Manifest.IsTools))
        {
            // A repository may have its builds refuse to change lockfiles; this is the one that has to.
            string[] arguments = ["-p:RestoreLockedMode=false"];
            install = await dotnet.RestoreAsync(run, entry, declaration.Feeds, arguments, cancellationToken);
            if (!ToolFailures.Succeeded(install) && DotNetFailures.IsConflict(install))
            {
                isOverridden = true;
                install = await dotnet.RestoreAsync(run, entry, declaration.Feeds, [.. arguments, .. Override], cancellationToken);
            }

            Checked(install, "dotnet restore");
        }

        return (install!, isOverridden);
    }

    private static CommandOutput Checked(CommandOutput output, string what) => ToolFailures.Succeeded(output) ? output : throw DotNetFailures.Of(output, what);

    private static void CheckVersions(string package, NuGetPackageVersion version, IReadOnlyList<(DependencyEdge Edge, string? Version)> references)
    {
        foreach (var (edge, found) in references)
        {
            if (found is null || NuGetPackageVersion.Parse(found) != version)
            {
                var floats = NuGetRange.Parse(edge.Range)?.IsFloating == true ? " A floating range takes the newest that it admits: ask for that one." : string.Empty;
                throw new StepFailedException(
                    FailureCodes.VersionNotInstalled, $"NuGet chose {found ?? "nothing"} of '{package}' for '{edge.From}' by '{edge.Range}', and not {version.Text}.{floats}");
            }
        }
    }

    private static async Task<List<string>> ChangedLockfilesAsync(UpgradeRun run, DotNetDeclaration declaration, CancellationToken cancellationToken)
    {
        var changed = new List<string>();
        foreach (var (path, before) in declaration.Lockfiles)
        {
            var after = await run.Workspace.Tree.ReadAsync(path, DotNetLockfiles.MaximumBytes, cancellationToken);
            if (after is not null && !after.AsSpan().SequenceEqual(before))
            {
                changed.Add(path);
            }
        }

        return changed;
    }
}
