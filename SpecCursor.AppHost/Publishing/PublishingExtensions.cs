#pragma warning disable ASPIREPIPELINES001 // The pipeline's interface may change; this is the one place that knows it.
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SpecCursor.AppHost.Publishing.Compose;
using SpecCursor.AppHost.Publishing.Kubernetes;
using SpecCursor.AppHost.Publishing.Model;
using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Publishing;

/// <summary>Adds what Aspire's own packages do not publish: they know the manifest.</summary>
internal static class PublishingExtensions
{
    /// <summary>Adds the steps <c>publish-compose</c> and <c>publish-kubernetes</c>.</summary>
    public static void AddPublishing(this SpecCursorBuilder builder)
    {
        builder.AddStep("publish-compose", "Publishes a Compose file for one machine.", ComposePublisher.PublishAsync);
        builder.AddStep("publish-kubernetes", "Publishes manifests for a Kubernetes cluster.", KubernetesPublisher.PublishAsync);
    }

    private static void AddStep(this SpecCursorBuilder builder, string name, string description, Func<Deployment, OutputDirectory, CancellationToken, Task> publish) =>
        builder.Application.Pipeline.AddStep(new PipelineStep
        {
            Name = name,
            Description = description,
            Action = async context =>
            {
                var path = context.Services.GetRequiredService<IOptions<PipelineOptions>>().Value.OutputPath!;
                var deployment = await Deployment.ReadAsync(builder, context.Services, context.CancellationToken);
                await publish(deployment, new OutputDirectory(path), context.CancellationToken);
            },
        });
}
