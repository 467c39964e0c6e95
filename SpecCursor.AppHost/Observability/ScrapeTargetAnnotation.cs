using SpecCursor.Backing.Monitoring;

namespace SpecCursor.AppHost.Observability;

/// <summary>What Prometheus is to scrape of a resource.</summary>
/// <param name="Targets">The targets.</param>
internal sealed record ScrapeTargetAnnotation(IReadOnlyList<TargetGroup> Targets) : IResourceAnnotation;
