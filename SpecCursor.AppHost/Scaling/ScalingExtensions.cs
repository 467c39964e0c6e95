using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SpecCursor.AppHost.Startup;
using SpecCursor.AppHost.State;

namespace SpecCursor.AppHost.Scaling;

/// <summary>Further replicas of a service, which the controller has started when an alert calls for them.</summary>
internal static class ScalingExtensions
{
    /// <summary>Adds as many of them as the settings allow.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="service">The service, and its first replica.</param>
    /// <param name="controller">Who says how many there should be.</param>
    /// <param name="add">Adds another replica under a resource name of its own.</param>
    public static void AddStandbys(
        this SpecCursorBuilder builder,
        IResourceBuilder<ProjectResource> service,
        IResourceBuilder<ProjectResource> controller,
        Func<string, IResourceBuilder<ProjectResource>> add)
    {
        var name = service.Resource.Name;
        var most = builder.Settings.MaximumWorkers;
        if (most < 2)
        {
            return;
        }

        // Telemetry is the service's, whichever replica it comes from.
        var standbys = Enumerable.Range(2, most - 1)
            .Select(number => add($"{name}-{number}")
                .WithExplicitStart()
                .WithEnvironment("OTEL_SERVICE_NAME", name)
                .WithAnnotation(new StandbyAnnotation(name))
                .ExcludeFromManifest()
                .Resource)
            .ToList();
        controller.WithEnvironment($"SpecCursor__Controller__Scaling__{name}__Maximum", most.ToString(CultureInfo.InvariantCulture));
        var question = new ScaleQuestion(
            new Uri($"{builder.ConsoleAddress}/api/v1/scaling/{name}"),
            builder.Settings.ApiKey ?? builder.Secrets.Get(SecretStore.ApiKey).Value);
        builder.Application.Services.AddHostedService(services =>
            ActivatorUtilities.CreateInstance<ReplicaScaler>(services, standbys, question));
    }
}
