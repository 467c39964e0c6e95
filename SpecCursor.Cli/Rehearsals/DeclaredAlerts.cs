using System.Text.RegularExpressions;

namespace SpecCursor.Cli.Rehearsals;

/// <summary>The alerts that Prometheus' rules declare.</summary>
internal static partial class DeclaredAlerts
{
    /// <summary>Their names, in order, each once.</summary>
    /// <param name="containers">The directory <c>containers</c>.</param>
    public static IReadOnlyList<string> Read(string containers) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(containers, "prometheus", "rules"), "*.yml")
            .SelectMany(File.ReadLines)
            .Select(line => Declaration().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["name"].Value)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"^\s*- alert: (?<name>\w+)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
