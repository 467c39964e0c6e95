using System.Security.Cryptography;
using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>A folder of wheels in the place of an index.</summary>
internal static class WheelFolder
{
    /// <exception cref="StepFailedException">It has no file of the package.</exception>
    public static async Task<PackageFiles> ReadAsync(string folder, string package, bool withHashes, CancellationToken cancellationToken)
    {
        var name = PythonName.Normalize(package);
        var files = new List<DistributionFile>();
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (DistributionFile.VersionIn(Path.GetFileName(path), name) is { } version)
            {
                files.Add(new DistributionFile(version, withHashes ? await HashAsync(path, cancellationToken) : null));
            }
        }

        return files.Count > 0
            ? new PackageFiles(files)
            : throw new StepFailedException(FailureCodes.PackageNotFound, $"The worker's folder of wheels has no package '{package}'.");
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
