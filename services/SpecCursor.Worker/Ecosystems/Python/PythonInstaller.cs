using System.Text;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Python.Uv;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>
/// Writes the constraint in the project's own style, and has pip install. A constraints file of our own keeps pip to exactly the target version,
/// where the written range admits newer ones as well.
/// </summary>
internal sealed class PythonInstaller(PythonEnvironments environments, PythonIndex index, PythonLockers lockers, UvCompiler compiler)
{
    public async Task<Application> ApplyAsync(UpgradeRun run, PythonDeclaration declaration, Resolution resolution, CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        var version = PythonVersion.Parse(resolution.Version)!;
        var contents = await EditAsync(run, declaration, version, cancellationToken);
        IEnumerable<string> notes = [];
        if (lockers.Of(declaration.Project) is { } locker)
        {
            (contents[declaration.Project.Lockfile!], notes) = await LockAsync(run, declaration, locker, contents, version, cancellationToken);
        }

        await WriteAsync(run, contents, cancellationToken);
        foreach (var (path, content) in await compiler.CompileAsync(run, declaration, version, cancellationToken))
        {
            contents[path] = content;
        }

        var project = declaration.Project.With(contents);
        var (install, isForced) = await InstallAsync(run, declaration, project, version, cancellationToken);

        // Sources that pip built are strangers' code, which could write to the workspace: nothing of that gets into the change.
        await WriteAsync(run, contents, cancellationToken);
        await WriteAsync(run, run.Command.Edits.Select(edit => KeyValuePair.Create(edit.Path, Encoding.UTF8.GetBytes(edit.NewContent))), cancellationToken);
        var locked = await environments.ReadAsync(run, project, cancellationToken);
        var installed = locked.Packages.GetValueOrDefault(PythonName.Normalize(package))?.Version;
        if (installed is null || PythonVersion.Parse(installed) != version)
        {
            throw new StepFailedException(
                FailureCodes.VersionNotInstalled, $"pip installed '{package}' at {installed ?? "no version"} and not at {version}.");
        }

        return new Application
        {
            WrittenRange = DeclaredRequirement.RangeOf(declaration.First with { Text = Restyle(package, declaration.First, version) }),
            Graph = PythonLockGraph.Of(project, locked, package),
            Install = install,
            ChangedFiles = [.. contents.Keys],
            PeerConflictOverridden = isForced,
            Notes = isForced
                ? ["pip refuses these requirements together. They were installed nevertheless, without what the new version requires besides, so that the proof can name the conflict."]
                : [.. notes],
        };
    }

    /// <summary>Installs exactly what the base commit chose.</summary>
    public async Task<CommandOutput> InstallBaseAsync(UpgradeRun run, PythonDeclaration declaration, CancellationToken cancellationToken)
    {
        await environments.CreateAsync(run, declaration.Project, cancellationToken);
        return await environments.InstallAsync(
            run, declaration.Project, declaration.Indexes, Pins(declaration.Lock), isDry: false, cancellationToken);
    }

    private static async Task WriteAsync(UpgradeRun run, IEnumerable<KeyValuePair<string, byte[]>> contents, CancellationToken cancellationToken)
    {
        foreach (var (path, content) in contents)
        {
            await run.Workspace.Tree.WriteAsync(path, content, cancellationToken);
        }
    }

    /// <summary>The manifests that change, by their paths.</summary>
    private async Task<Dictionary<string, byte[]>> EditAsync(UpgradeRun run, PythonDeclaration declaration, PythonVersion version, CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        var written = declaration.Sites.Where(site => site.Manifest.Compiled is null).ToList();
        var hashes = written.Exists(site => site.Declared.Hashes is not null) ? await HashesAsync(package, declaration, version, cancellationToken) : [];
        var contents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var sites in written.GroupBy(site => site.Manifest))
        {
            var manifest = sites.Key;
            var content = ManifestEdit.Apply(
                manifest.Format, manifest.Content, sites.Select(site => site.Declared.Site), site => Restyle(package, site, version));
            var applying = sites.Select(site => site.Declared.Requirement.Marker).ToHashSet(StringComparer.Ordinal);
            var places = manifest.With(content).Requirements
                .Where(declared => declared.Name == PythonName.Normalize(package) && applying.Contains(declared.Requirement.Marker))
                .Select(declared => declared.Hashes)
                .OfType<Range>();
            content = HashLines.Write(content, places, hashes);
            if (!content.AsSpan().SequenceEqual(manifest.Content))
            {
                contents[manifest.Path] = content;
            }
        }

        return contents.Count > 0 || declaration.Project.Lockfile is not null || written.Count < declaration.Sites.Count
            ? contents
            : throw new StepFailedException(
                FailureCodes.UnsupportedConstraint, $"The project requires any version of '{package}', so that there is nothing to write that would upgrade it.");
    }

    /// <summary>The newest version that a constraint admits is locked, and one that is locked is kept: so the constraint is the target alone for a moment.</summary>
    private static async Task<(byte[] Lockfile, IEnumerable<string> Notes)> LockAsync(
        UpgradeRun run, PythonDeclaration declaration, IPythonLocker locker, Dictionary<string, byte[]> contents, PythonVersion version, CancellationToken cancellationToken)
    {
        var before = await run.Workspace.Tree.ReadAsync(declaration.Project.Lockfile!, IPythonLocker.MaximumLockfile, cancellationToken) ?? [];
        var manifests = declaration.Sites.GroupBy(site => site.Manifest, site => site.Declared.Site).ToList();
        await WriteAsync(
            run, manifests.Select(sites => KeyValuePair.Create(sites.Key.Path, ManifestEdit.Apply(sites.Key.Format, sites.Key.Content, sites, _ => $"=={version.Text}"))), cancellationToken);
        await locker.LockAsync(run, declaration.Project, declaration.Indexes, cancellationToken);
        await WriteAsync(
            run, manifests.Select(sites => KeyValuePair.Create(sites.Key.Path, contents.GetValueOrDefault(sites.Key.Path, sites.Key.Content))), cancellationToken);
        var after = await locker.LockAsync(run, declaration.Project, declaration.Indexes, cancellationToken);
        return (after, locker.Compare(before, after));
    }

    private async Task<IReadOnlyList<string>> HashesAsync(
        string package, PythonDeclaration declaration, PythonVersion version, CancellationToken cancellationToken)
    {
        var hashes = (await index.GetAsync(declaration.Indexes, package, withHashes: true, cancellationToken)).HashesOf(version);
        return hashes.Count > 0
            ? hashes
            : throw new StepFailedException(
                FailureCodes.UnsupportedRegistry, $"The requirements have hashes, and the index has none (sha256) for the files of '{package}' {version}.");
    }

    private async Task<(CommandOutput Install, bool IsForced)> InstallAsync(
        UpgradeRun run, PythonDeclaration declaration, PythonProject project, PythonVersion version, CancellationToken cancellationToken)
    {
        var name = PythonName.Normalize(run.Context.PackageName);
        var install = await environments.InstallAsync(run, project, declaration.Indexes, [$"{name}=={version}"], isDry: false, cancellationToken);
        if (ToolFailures.Succeeded(install))
        {
            return (install, false);
        }

        if (!PipFailures.IsConflict(install) || declaration.Graph.Packages.Any(package => package.Source is not (PackageSource.Registry or PackageSource.Project)))
        {
            throw PipFailures.Of(install, "pip install");
        }

        // The proof engine names the conflict with its counterexample; for that it needs the environment that the conflict is in.
        var pins = Pins(declaration.Lock).Where(pin => !pin.StartsWith($"{name}==", StringComparison.Ordinal)).Append($"{name}=={version}");
        var forced = await environments.InstallExactlyAsync(run, project, declaration.Indexes, pins, isDry: false, cancellationToken);
        return ToolFailures.Succeeded(forced) ? (forced, true) : throw PipFailures.Of(install, "pip install");
    }

    private static IEnumerable<string> Pins(PythonLock locked) =>
        locked.Packages.Where(entry => entry.Value.Source == "registry").Select(entry => $"{entry.Key}=={entry.Value.Version}");

    private static string Restyle(string package, ConstraintSite site, PythonVersion version)
    {
        var rewrite = DeclaredRequirement.Rewrite(site, version);
        return rewrite.Succeeded
            ? rewrite.Text
            : throw new StepFailedException(FailureCodes.UnsupportedConstraint, $"The constraint on '{package}' can't be upgraded: {rewrite.Reason}.");
    }
}
