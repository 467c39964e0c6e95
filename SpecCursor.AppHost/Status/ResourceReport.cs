using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SpecCursor.AppHost.Backing;
using SpecCursor.AppHost.Observability;
using SpecCursor.AppHost.Scaling;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.AppHost.Status;

/// <summary>What Aspire knows of a resource, in the words of the status.</summary>
internal static class ResourceReport
{
    private static readonly string[] Ended = [KnownResourceStates.Exited, KnownResourceStates.Finished, KnownResourceStates.FailedToStart];

    private static readonly string?[] Down = [null, KnownResourceStates.NotStarted, KnownResourceStates.Exited, KnownResourceStates.Finished];

    /// <summary>Whether a resource belongs in the status: parameters and hidden resources do not.</summary>
    public static bool Concerns(ResourceEvent resource) =>
        !resource.Snapshot.IsHidden && resource.Resource is not ParameterResource;

    /// <summary>Whether a resource came to an end that nobody asked for, or never began.</summary>
    public static bool HasFailed(ResourceEvent resource) => !IsStandby(resource) && HasFailed(resource.Snapshot);

    /// <summary>The same for one that is meant to run.</summary>
    public static bool HasFailed(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text is { } state
        && (state == KnownResourceStates.FailedToStart || state == KnownResourceStates.RuntimeUnhealthy
            || (Ended.Contains(state) && snapshot.ExitCode is not 0));

    /// <summary>Describes a resource.</summary>
    public static ResourceStatus Describe(ResourceEvent resource)
    {
        var snapshot = resource.Snapshot;
        var isStandby = IsStandby(resource);
        return new ResourceStatus
        {
            Name = resource.Resource.Name,
            Type = snapshot.ResourceType,
            State = isStandby ? StandbyAnnotation.State : snapshot.State?.Text ?? "Unknown",
            Health = isStandby ? "unknown" : Health(snapshot),
            Url = snapshot.Urls.FirstOrDefault(url => !url.IsInternal)?.Url,
            ProcessId = ProcessId(snapshot),
            Detail = isStandby ? "starts when an alert calls for it" : Detail(resource.Resource, snapshot),
        };
    }

    // Before it is called for, and after it was sent away: how it ended then does not matter.
    private static bool IsStandby(ResourceEvent resource) =>
        resource.Resource.HasAnnotationOfType<StandbyAnnotation>()
        && Down.Contains(resource.Snapshot.State?.Text);

    // A resource that is not running has no health to speak of, whatever the last answer was.
    private static string Health(CustomResourceSnapshot snapshot) => (snapshot.State?.Text, snapshot.HealthStatus) switch
    {
        (_, _) when HasFailed(snapshot) => "unhealthy",
        (var state, _) when state != KnownResourceStates.Running => "unknown",
        (_, HealthStatus.Healthy) => "healthy",
        (_, HealthStatus.Degraded) => "degraded",
        (_, HealthStatus.Unhealthy) => "unhealthy",
        _ => "unknown",
    };

    private static string? Detail(IResource resource, CustomResourceSnapshot snapshot)
    {
        if (resource is MissingProgramResource missing)
        {
            return missing.Remedy;
        }

        if (snapshot.State?.Text == KnownResourceStates.FailedToStart)
        {
            return resource is NativeServerResource { Problem: { } problem } ? problem : "could not start; its log says why";
        }

        if (HasFailed(snapshot))
        {
            return string.Create(CultureInfo.InvariantCulture, $"ended with exit code {snapshot.ExitCode}");
        }

        return snapshot.State?.Text == KnownResourceStates.Running && snapshot.HealthStatus is not HealthStatus.Healthy
            ? snapshot.HealthReports.FirstOrDefault(report => report.Status is not HealthStatus.Healthy)?.Description
            : null;
    }

    private static int? ProcessId(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.Running
            ? snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value switch
            {
                int number => number,
                string text when int.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
                _ => null,
            }
            : null;
}
