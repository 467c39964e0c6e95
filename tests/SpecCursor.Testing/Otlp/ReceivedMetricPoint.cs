namespace SpecCursor.Testing.Otlp;

/// <summary>The value of a metric for one combination of attributes.</summary>
public sealed record ReceivedMetricPoint
{
    /// <summary>Attributes, their values as text.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>The value; of a histogram the sum.</summary>
    public required double Value { get; init; }

    /// <summary>How many measurements a histogram holds; 0 otherwise.</summary>
    public required long Count { get; init; }

    /// <summary>Upper bounds of a histogram's buckets.</summary>
    public required IReadOnlyList<double> Bounds { get; init; }

    /// <summary>The traces that exemplars point to.</summary>
    public required IReadOnlyList<string> ExemplarTraceIds { get; init; }
}
