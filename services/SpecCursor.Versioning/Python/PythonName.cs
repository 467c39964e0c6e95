using System.Text.RegularExpressions;

namespace SpecCursor.Versioning.Python;

/// <summary>Names of Python packages.</summary>
public static partial class PythonName
{
    /// <summary>
    /// The name by which an index knows a package (PEP 503): lower case, with one hyphen for every run of hyphens, underscores and dots.
    /// <c>Zope.Interface</c> is <c>zope-interface</c>.
    /// </summary>
    public static string Normalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return SeparatorPattern.Replace(name, "-").ToLowerInvariant();
    }

    [GeneratedRegex("[-_.]+", RegexOptions.CultureInvariant)]
    private static partial Regex SeparatorPattern { get; }
}
