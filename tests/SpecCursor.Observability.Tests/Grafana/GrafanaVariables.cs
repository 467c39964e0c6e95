using System.Text.RegularExpressions;

namespace SpecCursor.Observability.Tests.Grafana;

/// <summary>Puts values in the place of Grafana's variables, as Grafana does before it asks a data source.</summary>
internal static partial class GrafanaVariables
{
    /// <summary>All: what the dashboards' own variables stand for until somebody chooses.</summary>
    public const string All = ".+";

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["service"] = All,
        ["ecosystem"] = All,
        ["__rate_interval"] = "5m",
        ["__interval"] = "1m",
        ["__range"] = "30m",
        ["__auto"] = "5m",
    };

    /// <summary>The expression as the data source gets it.</summary>
    /// <exception cref="FormatException">It uses a variable that is not known.</exception>
    public static string Replace(string expression) => Variable().Replace(
        expression,
        match => Values.TryGetValue(match.Groups["name"].Value, out var value)
            ? value
            : throw new FormatException($"The variable {match.Value} of «{expression}» is not known."));

    [GeneratedRegex(@"\$\{(?<name>\w+)(:\w+)?\}|\$(?<name>\w+)")]
    private static partial Regex Variable();
}
