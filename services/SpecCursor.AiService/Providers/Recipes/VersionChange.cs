namespace SpecCursor.AiService.Providers.Recipes;

/// <summary>Which upgrades a recipe is for: those that start below one version and end at or above another.</summary>
/// <param name="Below">The version that broke; an upgrade from here or later is past it.</param>
/// <param name="AtLeast">The first version that the new code is right for.</param>
internal sealed record VersionChange(Version Below, Version AtLeast)
{
    /// <summary>The change that one release made.</summary>
    /// <param name="release">That release, such as <c>7.0.0</c>.</param>
    public static VersionChange In(string release) => new(Version.Parse(release), Version.Parse(release));

    /// <summary>Whether an upgrade crosses it. A pre-release counts as the release that it leads to, which already has its changes.</summary>
    /// <param name="from">The version before, in semver form.</param>
    /// <param name="to">The version after.</param>
    /// <returns>False also when one of them is no version.</returns>
    public bool IsCrossedBy(string from, string to) =>
        Core(from) is { } before && Core(to) is { } after && before < Below && after >= AtLeast;

    /// <summary>The numbers of a version; null when it has none.</summary>
    public static Version? Core(string version)
    {
        // Go writes versions with a letter before them.
        var numbers = version.AsSpan(version.StartsWith('v') ? 1 : 0);
        var end = numbers.IndexOfAny('-', '+');
        return Version.TryParse(end < 0 ? numbers : numbers[..end], out var core) ? core : null;
    }

    /// <inheritdoc />
    public override string ToString() => $"from below {Below} to {AtLeast} or later";
}
