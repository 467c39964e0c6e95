namespace SpecCursor.Testing.Otlp;

/// <summary>A metric as a service exported it at one moment.</summary>
public sealed record ReceivedMetric
{
    /// <summary>The <c>service.name</c> of the process.</summary>
    public required string Service { get; init; }

    /// <summary>The meter.</summary>
    public required string Scope { get; init; }

    /// <summary>The instrument's name.</summary>
    public required string Name { get; init; }

    /// <summary>The unit.</summary>
    public required string Unit { get; init; }

    /// <summary><c>gauge</c>, <c>sum</c> (monotonic), <c>updown</c> (a sum that is not) or <c>histogram</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>One for each combination of attributes.</summary>
    public required IReadOnlyList<ReceivedMetricPoint> Points { get; init; }
}
