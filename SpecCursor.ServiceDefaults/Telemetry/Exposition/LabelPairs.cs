using System.Globalization;
using Tags = System.ReadOnlySpan<System.Collections.Generic.KeyValuePair<string, object?>>;

namespace SpecCursor.ServiceDefaults.Telemetry.Exposition;

/// <summary>A measurement's tags as Prometheus labels, sorted by name, so that the order of the tags makes no other series.</summary>
internal sealed record LabelPairs(string[] Names, string[] Values)
{
    private const int MaximumValueLength = 256;

    public static LabelPairs From(Tags tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            // A tag without a value is a tag that isn't there.
            if (tag.Value is not null && !string.IsNullOrEmpty(tag.Key))
            {
                labels[PrometheusNaming.LabelName(tag.Key)] = Text(tag.Value);
            }
        }

        return new LabelPairs([.. labels.Keys], [.. labels.Values]);
    }

    private static string Text(object value)
    {
        var text = value switch
        {
            bool flag => flag ? "true" : "false",
            string[] items => string.Join(';', items),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        return text.Length <= MaximumValueLength ? text : text[..MaximumValueLength];
    }
}
