using System.Text.RegularExpressions;

namespace SpecCursor.AiService.Providers.Recipes;

/// <summary>Which upgrades a recipe is for: those that start below one version and end at or above another.</summary>
/// <param name="Below">The version that broke; an upgrade from here or later is past it.</param>
/// <param name="AtLeast">The first version that the new code is right for.</param>
internal sealed partial record VersionChange(Version Below, Version AtLeast)
{
    /// <summary>The change that one release made.</summary>
    /// <param name="release">That release, such as <c>7.0.0</c>.</param>
    public static VersionChange In(string release) => new(Version.Parse(release), Version.Parse(release));

    /// <summary>Whether an upgrade crosses it. A pre-release counts as the release that it leads to, which already has its changes.</summary>
    /// <param name="from">The version before, as its ecosystem writes it.</param>
    /// <param name="to">The version after.</param>
    /// <returns>False also when one of them is no version.</returns>
    public bool IsCrossedBy(string from, string to) =>
        Core(from) is { } before && Core(to) is { } after && before < Below && after >= AtLeast;

    /// <summary>The first three numbers of a version, those that aren't written being zero; null when it has none. Go writes a <c>v</c> before them.</summary>
    public static Version? Core(string version)
    {
        var numbers = NumbersPattern().Match(version);
        return numbers.Success && Version.TryParse($"{numbers.Groups[1].Value}.{Number(numbers.Groups[2])}.{Number(numbers.Groups[3])}", out var core) ? core : null;
    }

    private static string Number(Group group) => group.Success ? group.Value : "0";

    /// <inheritdoc />
    public override string ToString() => $"from below {Below} to {AtLeast} or later";

    [GeneratedRegex(@"\Av?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex NumbersPattern();
}
