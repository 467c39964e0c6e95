using SpecCursor.AppHost.Publishing.Model;

namespace SpecCursor.AppHost.Publishing.Kubernetes;

/// <summary>What makes of a queue's length, which Prometheus knows, a metric that the cluster's autoscalers can ask for.</summary>
internal static class MetricsAdapter
{
    /// <summary>The metric, by the same name in Prometheus and in the cluster.</summary>
    public const string QueueDepth = "speccursor_queue_depth";

    /// <summary>The label of a namespace whose pods may ask for what was measured: an adapter Prometheus, or a Prometheus of another namespace what it scrapes.</summary>
    public const string NamespaceLabel = "speccursor.dev/metrics";

    /// <summary>
    /// Values for the chart of prometheus-adapter (<see href="https://github.com/kubernetes-sigs/prometheus-adapter/blob/master/docs/config.md"/>). Every
    /// controller reports the same queues, so that the greatest is the length.
    /// </summary>
    /// <param name="prometheus">The program that is asked.</param>
    public static Dictionary<string, object> Values(DeployedProgram prometheus) => new()
    {
        ["prometheus"] = new Dictionary<string, object>
        {
            ["url"] = $"http://{prometheus.Name}.{KubernetesPublisher.NamespaceOf(prometheus)}.svc",
            ["port"] = prometheus.Ports[0],
        },
        ["rules"] = new Dictionary<string, object>
        {
            ["default"] = false,
            ["external"] = new List<object>
            {
                new Dictionary<string, object>
                {
                    ["seriesQuery"] = $$"""{{QueueDepth}}{queue!=""}""",
                    ["resources"] = new Dictionary<string, object> { ["namespaced"] = false },
                    ["name"] = new Dictionary<string, object> { ["as"] = QueueDepth },
                    ["metricsQuery"] = "max(<<.Series>>{<<.LabelMatchers>>}) by (queue)",
                },
            },
        },
    };
}
