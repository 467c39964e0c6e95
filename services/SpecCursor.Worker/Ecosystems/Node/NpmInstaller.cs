using System.Text.Json;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning.Npm;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>
/// Writes the constraint and has npm write the lockfile. While npm runs, the manifests demand exactly the target version, so that npm locks that one
/// and not a newer one that the final range admits as well; the range itself is written afterwards, into the manifests and the lockfile's copy of them.
/// </summary>
internal sealed class NpmInstaller(NpmCommands npm)
{
    private static readonly PackageJsonFormat Format = new();

    public async Task<Application> ApplyAsync(UpgradeRun run, NodeDeclaration declaration, Resolution resolution, CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        var ranges = declaration.Project.Sites.ToDictionary(
            site => site, site => site.Constraints.Select(constraint => Restyle(package, constraint.Range, resolution.Version)).ToList());
        await WriteManifestsAsync(run, package, declaration.Project.Sites, (_, _) => resolution.Version, cancellationToken);
        var (install, isForced) = await InstallAsync(run, declaration, cancellationToken);
        var changed = await WriteManifestsAsync(run, package, declaration.Project.Sites, (site, index) => ranges[site][index], cancellationToken);
        var graph = await WriteLockfileAsync(run, declaration, resolution.Version, ranges, cancellationToken);
        var notes = new List<string>();
        if (declaration.IsLockTracked)
        {
            changed.Add(declaration.LockPath);
        }
        else
        {
            notes.Add("The repository has no lockfile; the proof is about the tree that npm chose on this run.");
        }

        return new Application
        {
            WrittenRange = ranges[declaration.Project.Sites.First(site => site.Manifest.Path == declaration.ManifestPath)][0],
            Graph = graph,
            Install = install,
            ChangedFiles = changed,
            PeerConflictOverridden = isForced || NpmFailures.HasOverriddenPeer(install),
            Notes = notes,
        };
    }

    private static string Restyle(string package, string range, string version)
    {
        var rewrite = NpmRangeStyle.Rewrite(range, NpmVersion.Parse(version)!);
        return rewrite.Succeeded
            ? rewrite.Text
            : throw new StepFailedException(FailureCodes.UnsupportedConstraint, $"The constraint on '{package}' can't be upgraded: {rewrite.Reason}.");
    }

    private static async Task<List<string>> WriteManifestsAsync(
        UpgradeRun run,
        string package,
        IReadOnlyList<DeclarationSite> sites,
        Func<DeclarationSite, int, string> valueOf,
        CancellationToken cancellationToken)
    {
        var changed = new List<string>();
        foreach (var site in sites)
        {
            var sections = site.Constraints.Select(constraint => constraint.Section).ToList();
            var places = Format.Find(site.Manifest.Path, site.Manifest.Content, package);
            var content = ManifestEdit.Apply(Format, site.Manifest.Content, places, place => valueOf(site, sections.IndexOf(place.Section)));
            await run.Workspace.Tree.WriteAsync(site.Manifest.Path, content, cancellationToken);
            if (!content.AsSpan().SequenceEqual(site.Manifest.Content))
            {
                changed.Add(site.Manifest.Path);
            }
        }

        return changed;
    }

    private async Task<(CommandOutput Install, bool IsForced)> InstallAsync(
        UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken)
    {
        var arguments = Arguments(declaration);
        var install = await npm.InstallAsync(run, declaration.Project, declaration.Npmrc, declaration.LockedServers, arguments, cancellationToken);
        if (ToolFailures.Succeeded(install))
        {
            return (install, false);
        }

        if (!NpmFailures.IsPeerConflict(install))
        {
            throw NpmFailures.Of(install, "npm install");
        }

        // The proof engine names the conflict with its counterexample; for that it needs the tree that the conflict is in.
        var forced = await npm.InstallAsync(run, declaration.Project, declaration.Npmrc, declaration.LockedServers, [.. arguments, "--force"], cancellationToken);
        return ToolFailures.Succeeded(forced) ? (forced, true) : throw NpmFailures.Of(forced, "npm install --force");
    }

    private static List<string> Arguments(NodeDeclaration declaration)
    {
        List<string> arguments = ["install"];
        if (declaration.OmitsAddresses)
        {
            arguments.Add("--omit-lockfile-registry-resolved");
        }

        if (declaration.Npmrc.DisablesLockfile)
        {
            arguments.Add("--package-lock");
        }

        return arguments;
    }

    private static async Task<LockGraph> WriteLockfileAsync(
        UpgradeRun run,
        NodeDeclaration declaration,
        string version,
        Dictionary<DeclarationSite, List<string>> ranges,
        CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        var content = await run.Workspace.Tree.ReadAsync(declaration.LockPath, NpmLockfile.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.InstallFailed, $"npm wrote no '{declaration.LockPath}'.");
        try
        {
            foreach (var (site, texts) in ranges)
            {
                for (var i = 0; i < texts.Count; i++)
                {
                    content = JsonText.ReplaceString(content, ["packages", site.PackageId, site.Constraints[i].Section, package], texts[i]) ?? content;
                }
            }
        }
        catch (JsonException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidLockfile, $"'{declaration.LockPath}' can't be read: {exception.Message}");
        }

        using var lockfile = NpmLockfile.Parse(declaration.LockPath, content);
        var graph = NpmLockGraphReader.Read(declaration.LockPath, lockfile);
        foreach (var site in declaration.Project.Sites)
        {
            var locked = LockedVersion(graph, site.PackageId, package);
            if (locked is null || NpmVersion.Parse(locked) != NpmVersion.Parse(version))
            {
                throw new StepFailedException(
                    FailureCodes.VersionNotInstalled, $"npm locked '{package}' at {locked ?? "no version"} and not at {version}.");
            }
        }

        await run.Workspace.Tree.WriteAsync(declaration.LockPath, content, cancellationToken);
        return graph;
    }

    /// <summary>The version that a manifest's dependency resolves to; null for none.</summary>
    public static string? LockedVersion(LockGraph graph, string packageId, string package)
    {
        var to = graph.Edges.FirstOrDefault(edge => edge.From == packageId && edge.Name == package && edge.Kind is not (DependencyKind.Peer or DependencyKind.OptionalPeer))?.To;
        return to is null ? null : graph.Packages.First(locked => locked.Id == to).Version;
    }
}
