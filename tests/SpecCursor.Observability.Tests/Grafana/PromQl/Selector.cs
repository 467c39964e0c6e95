namespace SpecCursor.Observability.Tests.Grafana.PromQl;

/// <summary>The series that an expression asks for.</summary>
/// <param name="Series">Their name.</param>
/// <param name="Matchers">The conditions on their labels.</param>
internal sealed record Selector(string Series, IReadOnlyList<LabelMatcher> Matchers);
