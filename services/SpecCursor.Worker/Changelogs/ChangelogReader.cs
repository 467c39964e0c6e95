using System.Text;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Versioning;
using SpecCursor.Worker.Upgrades;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Changelogs;

/// <summary>
/// Reads what an installed package's own changelog says of the releases that an upgrade goes through. It comes with the package, from where the package comes, and
/// costs no further request.
/// </summary>
internal sealed class ChangelogReader(VersionSchemes schemes, SpecCursorMetrics metrics, ILogger<ChangelogReader> logger)
{
    private const int MaximumBytes = 4 * 1024 * 1024;

    private static readonly string[] Names =
    [
        .. from name in (string[])["CHANGELOG", "Changelog", "ChangeLog", "changelog", "CHANGES", "Changes", "HISTORY", "History", "RELEASES", "NEWS"]
           from extension in (string[])[".md", ".markdown", "", ".txt", ".rst"]
           select name + extension,
    ];

    /// <summary>Null when there is no changelog, or nothing in it of these releases. An upgrade never fails for its changelog.</summary>
    public async Task<ReleaseNotes?> ReadAsync(InstalledPackage package, string ecosystem, string fromVersion, string toVersion, CancellationToken cancellationToken)
    {
        if (schemes.Find(ecosystem) is not { } scheme || scheme.ParseVersion(fromVersion) is not { } from || scheme.ParseVersion(toVersion) is not { } to)
        {
            return null;
        }

        try
        {
            var tree = new WorkspaceTree(package.Root, owner: null, metrics);
            var paths = Names.Select(name => (Name: name, Path: package.Folder.Length == 0 ? name : $"{package.Folder}/{name}"));
            foreach (var (name, path) in paths.Where(file => tree.Exists(file.Path)))
            {
                var text = Encoding.UTF8.GetString((await tree.ReadAsync(path, MaximumBytes, cancellationToken))!);
                var (releases, isTruncated) = ChangelogSections.Between(text, scheme, from, to);
                if (releases.Count > 0)
                {
                    return new ReleaseNotes(name, releases, isTruncated);
                }
            }
        }
        catch (Exception exception) when (exception is StepFailedException or IOException or UnauthorizedAccessException)
        {
            logger.LogInformation("The package's changelog can't be read: {Reason}", exception.Message);
        }

        return null;
    }
}
