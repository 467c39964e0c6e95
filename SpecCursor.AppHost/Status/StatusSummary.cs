using SpecCursor.AppHost.Observability;
using SpecCursor.AppHost.Scaling;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.AppHost.Status;

/// <summary>Where the application stands as a whole.</summary>
internal static class StatusSummary
{
    /// <summary>Sums the resources up.</summary>
    /// <param name="resources">Every resource, what is not installed and what stands by among them, which is not missed; none before the first was heard of.</param>
    /// <param name="failed">Whether one of them could not start or ended by itself.</param>
    /// <param name="hasRun">Whether all of them were healthy once.</param>
    /// <param name="stopping">Whether the application is going down.</param>
    public static ApplicationState Of(IReadOnlyCollection<ResourceStatus> resources, bool failed, bool hasRun, bool stopping)
    {
        if (stopping)
        {
            return ApplicationState.Stopping;
        }

        var expected = resources.Where(resource => resource.State is not (MissingProgramResource.State or StandbyAnnotation.State)).ToList();
        if (expected.Count > 0 && expected.All(resource => resource.Health == "healthy"))
        {
            return ApplicationState.Running;
        }

        return (hasRun, failed) switch
        {
            (true, _) => ApplicationState.Degraded,
            (false, true) => ApplicationState.Failed,
            (false, false) => ApplicationState.Starting,
        };
    }
}
