using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>
/// The folders that go keeps things in. They are mounted one by one and never the folder that they are in: what runs in the sandbox can't put a link in
/// the place of one of them, and tests, which must not be able to change what <c>go mod vendor</c> copies the next time, only read the modules.
/// </summary>
internal sealed class GoCaches(WorkspaceOwnership ownership)
{
    /// <param name="run">The run.</param>
    /// <param name="canDownload">Whether modules may be added.</param>
    public IReadOnlyList<SandboxMount> Of(UpgradeRun run, bool canDownload) =>
    [
        new(Folder(run, "modules"), "/var/cache/go/modules", IsWritable: canDownload, "GOMODCACHE"),
        new(Folder(run, "builds"), "/var/cache/go/builds", IsWritable: true, "GOCACHE"),
    ];

    private string Folder(UpgradeRun run, string name)
    {
        var path = Path.Combine(run.PackageCache, name);
        Directory.CreateDirectory(path);
        if (ownership.Owner is { } owner)
        {
            FileIdentity.GiveTo(path, owner.UserId, owner.GroupId);
        }

        return path;
    }
}
