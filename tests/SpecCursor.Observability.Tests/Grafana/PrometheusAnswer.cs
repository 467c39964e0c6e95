namespace SpecCursor.Observability.Tests.Grafana;

/// <summary>What came of an expression.</summary>
/// <param name="Series">How many series have a number.</param>
/// <param name="Error">What Prometheus has against it, or null.</param>
internal sealed record PrometheusAnswer(int Series, string? Error);
