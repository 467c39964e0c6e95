namespace SpecCursor.Observability.Tests.Live;

/// <summary>A target as Prometheus sees it.</summary>
/// <param name="Name">The job, the label <c>service</c>, and for a probe the label <c>api</c>.</param>
/// <param name="IsUp">Whether the last scrape succeeded.</param>
/// <param name="Error">Why not.</param>
internal sealed record ScrapedTarget(string Name, bool IsUp, string? Error);
