using System.Text.RegularExpressions;

namespace SpecCursor.Contracts.Upgrades;

/// <summary>
/// A package as its registry names it. Each ecosystem's own rule applies, and beyond it nothing that could climb out of a folder or
/// pass for an option of a tool.
/// </summary>
public static partial class PackageName
{
    /// <summary>The longest name that is accepted, in characters (npm's own limit).</summary>
    public const int MaximumLength = 214;

    /// <summary>Says whether a name is well-formed in its ecosystem; not whether such a package exists.</summary>
    /// <param name="ecosystem">One of <see cref="Ecosystems.All"/>.</param>
    /// <param name="name">The name to check.</param>
    /// <param name="error">What is wrong, in words for the caller; empty when nothing is.</param>
    /// <returns>True when it is.</returns>
    public static bool TryValidate(string? ecosystem, string? name, out string error)
    {
        error = Check(ecosystem, name);
        return error.Length == 0;
    }

    private static string Check(string? ecosystem, string? name)
    {
        if (ecosystem is null || !Ecosystems.All.Contains(ecosystem))
        {
            return $"The ecosystem is unknown. Known are: {string.Join(", ", Ecosystems.All)}.";
        }

        if (string.IsNullOrEmpty(name))
        {
            return "The package name is missing.";
        }

        if (name.Length > MaximumLength)
        {
            return $"The package name is longer than {MaximumLength} characters.";
        }

        return RuleOf(ecosystem).IsMatch(name) && !name.Contains("..", StringComparison.Ordinal)
            ? string.Empty
            : $"The package name is not one that {ecosystem} allows.";
    }

    private static Regex RuleOf(string ecosystem) => ecosystem switch
    {
        Ecosystems.Node => NodePattern(),
        Ecosystems.Rust => RustPattern(),
        Ecosystems.Python => PythonPattern(),
        Ecosystems.Go => GoPattern(),
        Ecosystems.Dockerfile => ImagePattern(),
        _ => NuGetPattern(),
    };

    // Upper case is no longer allowed for new npm packages, but old ones have it.
    [GeneratedRegex(@"\A(?:@[A-Za-z0-9~_][A-Za-z0-9._~-]*/)?[A-Za-z0-9~_][A-Za-z0-9._~-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NodePattern();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RustPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PythonPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.-]*(?:/[A-Za-z0-9_~][A-Za-z0-9._~-]*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex GoPattern();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]*(?::[0-9]{1,5}/[a-z0-9][a-z0-9._-]*)?(?:/[a-z0-9][a-z0-9._-]*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ImagePattern();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NuGetPattern();
}
