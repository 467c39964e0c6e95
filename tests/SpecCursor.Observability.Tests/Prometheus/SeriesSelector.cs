namespace SpecCursor.Observability.Tests.Prometheus;

/// <summary>One choice of series in an expression.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Matchers">What its labels must be like.</param>
internal sealed record SeriesSelector(string Metric, IReadOnlyList<LabelMatcher> Matchers);
