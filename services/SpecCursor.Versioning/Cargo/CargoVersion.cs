using System.Collections.Immutable;
using SpecCursor.Versioning.SemVer;

namespace SpecCursor.Versioning.Cargo;

/// <summary>A version of a crate, as the <c>semver</c> crate understands it; its numbers have to fit a <see langword="long"/>.</summary>
public sealed class CargoVersion : SemVerVersion<CargoVersion>
{
    internal CargoVersion(long major, long minor, long patch, ImmutableArray<PrereleaseIdentifier> prerelease, ImmutableArray<string> build)
        : base(major, minor, patch, prerelease, build)
    {
    }

    /// <summary>Reads a version; null when the text is none.</summary>
    public static CargoVersion? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SemVerParts.Parse(text) is { } parts
            ? new CargoVersion(parts.Major, parts.Minor, parts.Patch, parts.Prerelease, parts.Build)
            : null;
    }

    /// <summary>The first of all versions with these numbers, which is a prerelease.</summary>
    internal static CargoVersion First(long major, long minor, long patch) => new(major, minor, patch, [PrereleaseIdentifier.Zero], []);

    /// <summary>The version without its prerelease.</summary>
    internal CargoVersion ToRelease() => new(Major, Minor, Patch, [], []);
}
