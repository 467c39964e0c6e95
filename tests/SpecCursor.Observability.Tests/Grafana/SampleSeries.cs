using System.Globalization;
using System.Text.RegularExpressions;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Grafana;

/// <summary>A series that may stand in a dashboard, with made-up samples that move as the real ones do.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Value">Its first value.</param>
/// <param name="Slope">How much it grows in a second.</param>
internal sealed partial record SampleSeries(string Name, IReadOnlyDictionary<string, string> Labels, double Value, double Slope)
{
    private const string ForeignFile = "tests/SpecCursor.Observability.Tests/Grafana/foreign-series.txt";

    /// <summary>What the framework, the exporters and the recording rules bring.</summary>
    public static IReadOnlyList<SampleSeries> Foreign { get; } =
    [
        .. File.ReadLines(Repository.PathOf(ForeignFile)).Where(line => line.Length > 0 && line[0] != '#').Select(Parse),
    ];

    /// <summary>What the catalogue promises: every combination of its labels' values.</summary>
    public static IReadOnlyList<SampleSeries> Catalogued { get; } = [.. MetricCatalogue.All.SelectMany(Of)];

    /// <summary>The series as it is written in an exposition.</summary>
    public override string ToString() => $"{Name}{{{string.Join(',', Labels.Select(label => $"{label.Key}=\"{label.Value}\""))}}}";

    private static SampleSeries Parse(string line)
    {
        var match = Line().Match(line);
        Assert.True(match.Success, $"«{line}» is not of the form name{{label=\"value\"}} value slope.");
        return new SampleSeries(match.Groups["name"].Value, LabelsOf(match.Groups["labels"].Value), Number("value"), Number("slope"));

        double Number(string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, string> LabelsOf(string labels) =>
        Label().Matches(labels).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);

    private static IEnumerable<SampleSeries> Of(MetricDefinition metric)
    {
        var service = metric.Services.Count > 0 ? metric.Services[0] : ServiceNames.Worker;
        IEnumerable<Dictionary<string, string>> combinations = [new() { ["service"] = service }];
        foreach (var label in metric.Labels)
        {
            var values = ValuesOf(label);
            combinations = combinations.SelectMany(labels => values.Select(value => new Dictionary<string, string>(labels) { [label.Name] = value }));
        }

        return combinations.SelectMany(labels => Of(metric, labels));
    }

    private static IEnumerable<SampleSeries> Of(MetricDefinition metric, Dictionary<string, string> labels)
    {
        if (metric.Kind != MetricKind.Histogram)
        {
            return [new SampleSeries(metric.Name, labels, 5, metric.Kind == MetricKind.Counter ? 0.1 : 0)];
        }

        var bounds = metric.Buckets.Select(BoundOf).Append("+Inf").ToArray();
        return bounds
            .Select((bound, index) => new SampleSeries(
                $"{metric.Name}_bucket", new Dictionary<string, string>(labels) { ["le"] = bound }, index + 1, 0.1 * (index + 1) / bounds.Length))
            .Append(new SampleSeries($"{metric.Name}_count", labels, bounds.Length, 0.1))
            .Append(new SampleSeries($"{metric.Name}_sum", labels, 100, 1));
    }

    /// <summary>As OpenMetrics writes it, which is what Prometheus asks for.</summary>
    private static string BoundOf(double bound) => bound.ToString(bound == Math.Floor(bound) ? "0.0" : "R", CultureInfo.InvariantCulture);

    /// <summary>A few values are enough where no query names them.</summary>
    private static IReadOnlyList<string> ValuesOf(LabelDefinition label) =>
        label.Name == MetricLabels.Queue.Name ? ["worker", "proof_engine"]
        : label.IsClosed ? [.. label.Values.Take(9)]
        : [$"some-{label.Name}"];

    [GeneratedRegex(@"^(?<name>[\w:]+)\{(?<labels>.*)\} (?<value>\S+) (?<slope>\S+)$")]
    private static partial Regex Line();

    [GeneratedRegex("""(?<name>\w+)="(?<value>[^"]*)"(,|$)""")]
    private static partial Regex Label();
}
