using SpecCursor.Worker.Changelogs;
using SpecCursor.Worker.Ecosystems.Go.Builds;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>
/// The folders that go keeps things in. Modules stay from run to run, and tests only read them: none can change what is built or vendored the next time.
/// What was built is of one run, but for go's own library, since tests have to be able to build, too. Each folder is mounted by itself, so that nothing in the sandbox can put a
/// link in its place.
/// </summary>
internal sealed class GoCaches(WorkspaceOwnership ownership, GoStandardBuilds standard)
{
    private const string ModulesPath = "/var/cache/go/modules";

    /// <param name="run">The run.</param>
    /// <param name="go">The machine's go.</param>
    /// <param name="canDownload">Whether modules may be added.</param>
    public IReadOnlyList<SandboxMount> Of(UpgradeRun run, GoInstallation go, bool canDownload) =>
    [
        canDownload ? run.Packages.ToFill(ModulesPath, "GOMODCACHE") : run.Packages.ToRead(ModulesPath, "GOMODCACHE"),
        standard.MountFor(run, go),

        // Every test is a program of its own, and all of them together are more than the sandbox's /tmp has room for.
        new(ownership.Make(run.Workspace.FolderBeside("programs")), "/var/cache/go/programs", IsWritable: true, "GOTMPDIR"),
    ];

    /// <summary>Where a version of a module lies once it was downloaded.</summary>
    public static InstalledPackage Installed(UpgradeRun run, string path, string version) => run.Packages.SharedPackage($"{GoProxy.Escape(path)}@{GoProxy.Escape(version)}");
}
