using System.Text;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>Reads the hashes that NuGet leaves beside the packages that it installs.</summary>
internal sealed class PackageHashes(SpecCursorMetrics metrics)
{
    private const int MaximumBytes = 1024;

    /// <summary>An integrity as lock graphs have it; null for a package that isn't installed.</summary>
    public async Task<string?> FindAsync(UpgradeRun run, string package, string version, CancellationToken cancellationToken)
    {
        // What is in there was written by commands of the sandbox.
        var cache = new WorkspaceTree(run.Packages.OwnPackage(string.Empty).Root, owner: null, metrics);
        var (id, folder) = (package.ToLowerInvariant(), version.ToLowerInvariant());
        var content = await cache.ReadAsync($"{id}/{folder}/{id}.{folder}.nupkg.sha512", MaximumBytes, cancellationToken);
        return content is null ? null : $"sha512-{Encoding.ASCII.GetString(content).Trim()}";
    }
}
