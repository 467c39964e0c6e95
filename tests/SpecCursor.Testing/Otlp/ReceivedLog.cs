namespace SpecCursor.Testing.Otlp;

/// <summary>A log record as a service exported it.</summary>
public sealed record ReceivedLog
{
    /// <summary>The <c>service.name</c> of the process.</summary>
    public required string Service { get; init; }

    /// <summary>The logger's category.</summary>
    public required string Scope { get; init; }

    /// <summary>Such as <c>Information</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>The text.</summary>
    public required string Body { get; init; }

    /// <summary>32 hexadecimal digits; empty outside of any trace.</summary>
    public required string TraceId { get; init; }

    /// <summary>16 hexadecimal digits; empty outside of any span.</summary>
    public required string SpanId { get; init; }

    /// <summary>Attributes, their values as text.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }
}
