namespace SpecCursor.ServiceDefaults.Telemetry.Exposition;

/// <summary>A copy of the tags of a measurement, in their order, as a key.</summary>
internal sealed class TagSet(KeyValuePair<string, object?>[] tags)
{
    public ReadOnlySpan<KeyValuePair<string, object?>> Tags => tags;
}
