using k8s.Models;
using SpecCursor.AppHost.Publishing.Model;

namespace SpecCursor.AppHost.Publishing.Kubernetes;

/// <summary>How many replicas a service has: by its processors' load, and by the length of its queue.</summary>
internal static class Autoscaler
{
    private const int Least = 2;
    private const int TargetPercent = 70;

    // Messages waiting for each replica, beyond which another is worth its start.
    private const string Waiting = "5";

    /// <summary>Makes it. The queue's length is an external metric, which an adapter such as prometheus-adapter gives the cluster.</summary>
    public static V2HorizontalPodAutoscaler Of(DeployedProgram program, ReplicasAnnotation replicas) => new()
    {
        ApiVersion = "autoscaling/v2",
        Kind = "HorizontalPodAutoscaler",
        Metadata = KubernetesPublisher.Meta(program),
        Spec = new V2HorizontalPodAutoscalerSpec
        {
            ScaleTargetRef = new V2CrossVersionObjectReference { ApiVersion = "apps/v1", Kind = "Deployment", Name = program.Name },
            MinReplicas = Least,
            MaxReplicas = replicas.Most,
            Metrics =
            [
                new V2MetricSpec
                {
                    Type = "Resource",
                    Resource = new V2ResourceMetricSource { Name = "cpu", Target = new V2MetricTarget { Type = "Utilization", AverageUtilization = TargetPercent } },
                },
                .. replicas.Queue is { } queue ? [Depth(queue)] : Array.Empty<V2MetricSpec>(),
            ],

            // Work is handed over when a replica ends, but each handing over repeats a step: no hurry.
            Behavior = new V2HorizontalPodAutoscalerBehavior { ScaleDown = new V2HPAScalingRules { StabilizationWindowSeconds = 600 } },
        },
    };

    private static V2MetricSpec Depth(string queue) => new()
    {
        Type = "External",
        External = new V2ExternalMetricSource
        {
            Metric = new V2MetricIdentifier
            {
                Name = MetricsAdapter.QueueDepth,
                Selector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["queue"] = queue } },
            },
            Target = new V2MetricTarget { Type = "AverageValue", AverageValue = new ResourceQuantity(Waiting) },
        },
    };
}
