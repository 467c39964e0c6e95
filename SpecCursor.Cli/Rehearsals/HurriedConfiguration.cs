using System.Text.RegularExpressions;

namespace SpecCursor.Cli.Rehearsals;

/// <summary>
/// A copy of the configurations of Prometheus and Alertmanager whose waits are a second or few. Conditions, thresholds, windows, routes and texts stay
/// what they are: what is waited for is the same, and nobody wants to wait minutes.
/// </summary>
internal static partial class HurriedConfiguration
{
    private static readonly string[] Programs = ["prometheus", "alertmanager"];

    private const string AlertRules = "alerts-*.yml";
    private const string Exporters = "  - job_name: exporters\n";

    /// <summary>Writes the copy.</summary>
    /// <param name="containers">The directory <c>containers</c>.</param>
    /// <param name="target">Where to; made, and emptied of an earlier copy.</param>
    /// <param name="withAlerts">Whether the alert rules belong to it; they may follow with <see cref="AddAlerts"/>.</param>
    public static void Write(string containers, string target, bool withAlerts = true)
    {
        foreach (var program in Programs)
        {
            var source = Path.Combine(containers, program);
            if (Directory.Exists(Path.Combine(target, program)))
            {
                Directory.Delete(Path.Combine(target, program), recursive: true);
            }

            foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(target, program, Path.GetRelativePath(source, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.WriteAllText(copy, Hurried(file));
            }
        }

        foreach (var file in withAlerts ? [] : Directory.GetFiles(Path.Combine(target, "prometheus", "rules"), AlertRules))
        {
            File.Delete(file);
        }
    }

    /// <summary>Adds the alert rules to a configuration of Prometheus, which has to be told to load it again.</summary>
    /// <param name="containers">The directory <c>containers</c>.</param>
    /// <param name="configuration">The directory with <c>prometheus.yml</c>.</param>
    public static void AddAlerts(string containers, string configuration)
    {
        var rules = Path.Combine(configuration, "rules");
        var readable = Directory.EnumerateFiles(rules).First();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(containers, "prometheus", "rules"), AlertRules))
        {
            // A copy of what is there already, since Prometheus may be another user and must be able to read it.
            var copy = Path.Combine(rules, Path.GetFileName(file));
            File.Copy(readable, copy, overwrite: true);
            File.WriteAllText(copy, Hurried(file));
        }
    }

    // The exporter of Postgres tries three times over three seconds before it says that Postgres is down.
    private static string Hurried(string file) =>
        Waits().Replace(File.ReadAllText(file), "$1: 1s").Replace(Exporters, $"{Exporters}    scrape_interval: 4s\n    scrape_timeout: 4s\n", StringComparison.Ordinal);

    [GeneratedRegex(@"\b(for|interval|scrape_interval|scrape_timeout|evaluation_interval|group_wait|group_interval): \d+\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Waits();
}
