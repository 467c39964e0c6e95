using System.Text.RegularExpressions;

namespace SpecCursor.Contracts.Upgrades;

/// <summary>What an upgrade is asked to go to: a version, or one of the words <c>latest</c>, <c>minor</c>, <c>patch</c>.</summary>
public static partial class TargetVersion
{
    /// <summary>The newest stable version.</summary>
    public const string Latest = "latest";

    /// <summary>The newest version with the same major number.</summary>
    public const string Minor = "minor";

    /// <summary>The newest version with the same major and minor number.</summary>
    public const string Patch = "patch";

    /// <summary>The longest version that is accepted, in characters (an image tag's own limit).</summary>
    public const int MaximumLength = 128;

    /// <summary>Says whether a target is well-formed in its ecosystem; not whether such a version exists.</summary>
    /// <param name="ecosystem">One of <see cref="Ecosystems.All"/>.</param>
    /// <param name="target">The target to check.</param>
    /// <param name="error">What is wrong, in words for the caller; empty when nothing is.</param>
    /// <returns>True when it is.</returns>
    public static bool TryValidate(string? ecosystem, string? target, out string error)
    {
        error = Check(ecosystem, target);
        return error.Length == 0;
    }

    private static string Check(string? ecosystem, string? target)
    {
        if (string.IsNullOrEmpty(target))
        {
            return $"The target version is missing. Use a version, '{Latest}', '{Minor}' or '{Patch}'.";
        }

        if (target.Length > MaximumLength)
        {
            return $"The target version is longer than {MaximumLength} characters.";
        }

        if (target is Latest or Minor or Patch)
        {
            return string.Empty;
        }

        var rule = ecosystem == Ecosystems.Dockerfile ? TagPattern() : VersionPattern();
        return rule.IsMatch(target) && !target.Contains("..", StringComparison.Ordinal)
            ? string.Empty
            : $"The target must be one exact version, '{Latest}', '{Minor}' or '{Patch}'.";
    }

    [GeneratedRegex(@"\Av?[0-9][A-Za-z0-9.+!_-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex TagPattern();
}
