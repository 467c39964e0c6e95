using System.Globalization;
using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Ecosystems.Releases;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>A wheel or an archive of sources that an index has.</summary>
/// <param name="Version">The version in its name.</param>
/// <param name="Sha256">In hexadecimal; null where the index doesn't say.</param>
/// <param name="Yanked">Whether its publisher took it back, and why.</param>
/// <param name="RequiresPython">The versions of Python that it is for; null for all.</param>
/// <param name="Uploaded">When; null where the index doesn't say.</param>
internal sealed record DistributionFile(
    PythonVersion Version, string? Sha256 = null, Withdrawal? Yanked = null, string? RequiresPython = null, DateTimeOffset? Uploaded = null)
{
    private static readonly string[] Archives = [".tar.gz", ".zip", ".tar.bz2", ".tgz"];

    /// <summary>The version that a file's name has; null when it is no file of the package.</summary>
    public static PythonVersion? VersionIn(string file, string package)
    {
        if (file.EndsWith(".whl", StringComparison.OrdinalIgnoreCase))
        {
            var parts = file.Split('-');
            return parts.Length is 5 or 6 && PythonName.Normalize(parts[0]) == package ? PythonVersion.Parse(parts[1].Replace('_', '-')) : null;
        }

        if (Array.Find(Archives, ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is not { } archive)
        {
            return null;
        }

        // The package's name may have hyphens, too.
        var stem = file[..^archive.Length];
        for (var hyphen = stem.IndexOf('-', StringComparison.Ordinal); hyphen >= 0; hyphen = stem.IndexOf('-', hyphen + 1))
        {
            if (PythonName.Normalize(stem[..hyphen]) == package && PythonVersion.Parse(stem[(hyphen + 1)..]) is { } version)
            {
                return version;
            }
        }

        return null;
    }

    public static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
