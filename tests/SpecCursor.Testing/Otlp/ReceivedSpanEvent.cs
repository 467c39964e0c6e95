namespace SpecCursor.Testing.Otlp;

/// <summary>An event of a span, such as <c>exception</c>.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Attributes">Attributes, their values as text.</param>
public sealed record ReceivedSpanEvent(string Name, IReadOnlyDictionary<string, string> Attributes);
