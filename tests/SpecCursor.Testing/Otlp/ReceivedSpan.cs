namespace SpecCursor.Testing.Otlp;

/// <summary>A span as a service exported it.</summary>
public sealed record ReceivedSpan
{
    /// <summary>The <c>service.name</c> of the process.</summary>
    public required string Service { get; init; }

    /// <summary>The activity source.</summary>
    public required string Scope { get; init; }

    /// <summary>The span's name.</summary>
    public required string Name { get; init; }

    /// <summary>32 hexadecimal digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>16 hexadecimal digits.</summary>
    public required string SpanId { get; init; }

    /// <summary>16 hexadecimal digits; empty for a root.</summary>
    public required string ParentSpanId { get; init; }

    /// <summary>0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer.</summary>
    public required int Kind { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Attributes, their values as text.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>Attributes of the process.</summary>
    public required IReadOnlyDictionary<string, string> Resource { get; init; }

    /// <summary>What happened meanwhile.</summary>
    public required IReadOnlyList<ReceivedSpanEvent> Events { get; init; }

    /// <summary>0 unset, 1 ok, 2 error.</summary>
    public required int Status { get; init; }

    /// <summary>What the status says.</summary>
    public required string StatusMessage { get; init; }
}
