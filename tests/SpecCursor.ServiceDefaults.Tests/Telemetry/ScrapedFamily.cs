namespace SpecCursor.ServiceDefaults.Tests.Telemetry;

internal sealed class ScrapedFamily
{
    public required string Name { get; init; }

    public required string Help { get; init; }

    public string Type { get; set; } = "";

    public List<ScrapedSample> Samples { get; } = [];

    /// <summary>The upper bounds of the first series' buckets, without +Inf.</summary>
    public IEnumerable<double> Bounds
    {
        get
        {
            var buckets = Samples.Where(sample => sample.Labels.ContainsKey("le")).ToList();
            var first = buckets.Count > 0 ? Identity(buckets[0]) : "";
            return buckets.Where(bucket => Identity(bucket) == first)
                .Select(bucket => bucket.Labels["le"])
                .Where(bound => bound != "+Inf")
                .Select(bound => double.Parse(bound, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static string Identity(ScrapedSample sample) =>
        string.Join(',', sample.Labels.Where(label => label.Key != "le").OrderBy(label => label.Key).Select(label => label.Key + label.Value));
}
