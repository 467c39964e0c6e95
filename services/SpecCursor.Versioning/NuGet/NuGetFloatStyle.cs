using NuGet.Versioning;

namespace SpecCursor.Versioning.NuGet;

/// <summary>Writes floats for other versions, floating in the same place.</summary>
internal static class NuGetFloatStyle
{
    /// <summary>The float that admits the version. Where the written one lets no prerelease in and the version is one, it lets in all.</summary>
    public static string For(string text, FloatRange written, NuGetPackageVersion version) => written.FloatBehavior switch
    {
        NuGetVersionFloatBehavior.AbsoluteLatest => "*-*",
        NuGetVersionFloatBehavior.Prerelease => $"{NuGetComponents.Numbers(text, version)}-{Prefix(written, version)}*",
        var behavior when version.IsPrerelease || LetsPrereleasesIn(behavior) => Numbers(behavior, version) + "-*",
        var behavior => Numbers(behavior, version),
    };

    private static string Numbers(NuGetVersionFloatBehavior behavior, NuGetPackageVersion version) =>
        string.Concat(version.Release.Take(FixedNumbers(behavior)).Select(number => $"{number}.")) + "*";

    private static int FixedNumbers(NuGetVersionFloatBehavior behavior) => behavior switch
    {
        NuGetVersionFloatBehavior.Major or NuGetVersionFloatBehavior.PrereleaseMajor => 0,
        NuGetVersionFloatBehavior.Minor or NuGetVersionFloatBehavior.PrereleaseMinor => 1,
        NuGetVersionFloatBehavior.Patch or NuGetVersionFloatBehavior.PrereleasePatch => 2,
        _ => 3,
    };

    private static bool LetsPrereleasesIn(NuGetVersionFloatBehavior behavior) => behavior is NuGetVersionFloatBehavior.PrereleaseMajor
        or NuGetVersionFloatBehavior.PrereleaseMinor or NuGetVersionFloatBehavior.PrereleasePatch or NuGetVersionFloatBehavior.PrereleaseRevision;

    /// <summary>The written beginning of the labels where those of the version begin so too, else theirs up to the first digit.</summary>
    private static string Prefix(FloatRange written, NuGetPackageVersion version)
    {
        var prefix = written.OriginalReleasePrefix ?? string.Empty;
        var labels = version.Version.Release;
        if (!version.IsPrerelease || labels.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return prefix;
        var digit = labels.AsSpan().IndexOfAnyInRange('0', '9');
        return digit < 0 ? labels : labels[..digit];
    }
}
