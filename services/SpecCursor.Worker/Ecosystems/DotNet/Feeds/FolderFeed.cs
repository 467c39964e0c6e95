using SpecCursor.Versioning.NuGet;
using SpecCursor.Worker.Ecosystems.Releases;

namespace SpecCursor.Worker.Ecosystems.DotNet.Feeds;

/// <summary>A folder of packages, as <c>nuget add</c> lays it out (<c>id/version/</c>) or simply full of <c>.nupkg</c> files.</summary>
internal static class FolderFeed
{
    private const string Extension = ".nupkg";

    /// <summary>The versions of a package that are there; null when there are none.</summary>
    public static ReleaseHistory? Read(string folder, string package)
    {
        var files = Directory.EnumerateFiles(folder, "*" + Extension)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name.StartsWith(package + ".", StringComparison.OrdinalIgnoreCase))
            .Select(name => name[(package.Length + 1)..]);
        var laidOut = Path.Combine(folder, package.ToLowerInvariant());
        var folders = Directory.Exists(laidOut) ? Directory.EnumerateDirectories(laidOut).Select(directory => Path.GetFileName(directory)) : [];
        var releases = files.Concat(folders)
            .Select(NuGetPackageVersion.Parse)
            .OfType<NuGetPackageVersion>()
            .Distinct()
            .Select(version => new Release(version, version.Text))
            .ToList();
        return releases.Count == 0 ? null : new ReleaseHistory(releases);
    }
}
