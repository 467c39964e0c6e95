using System.Globalization;
using System.Text.RegularExpressions;
using k8s.Models;
using SpecCursor.Deployment.Tests.Publishing;
using SpecCursor.Observability.Tests.Files;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Kubernetes;

/// <summary>How many there are of each, when one is started again, and what a node that is drained leaves.</summary>
[Collection(PublishedCollection.Name)]
public sealed partial class AvailabilityTests(Published published)
{
    private readonly PublishedCluster _cluster = published.Cluster;

    private Dictionary<string, V2HorizontalPodAutoscaler> Scalers => _cluster.Of<V2HorizontalPodAutoscaler>().ToDictionary(scaler => scaler.Name());

    [Fact]
    public void Services_grow_from_two_to_what_the_application_model_says()
    {
        var most = ScalePattern().Matches(File.ReadAllText(Repository.PathOf("SpecCursor.AppHost/AppHost.cs")))
            .ToDictionary(match => NamePattern().Replace(match.Groups["project"].Value, "-$0").ToLowerInvariant().Replace("git-hub", "github", StringComparison.Ordinal), match => match.Groups["most"].Value, StringComparer.Ordinal);

        Assert.Equal(PublishedCluster.Services, most.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            PublishedCluster.Services.Select(service => $"{service}: 2 to {most[service]}"),
            Scalers.OrderBy(scaler => scaler.Key, StringComparer.Ordinal).Select(scaler => $"{scaler.Key}: {scaler.Value.Spec.MinReplicas} to {scaler.Value.Spec.MaxReplicas}"));
        Assert.All(Scalers, scaler =>
        {
            Assert.Equal(("apps/v1", "Deployment", scaler.Key), (scaler.Value.Spec.ScaleTargetRef.ApiVersion, scaler.Value.Spec.ScaleTargetRef.Kind, scaler.Value.Spec.ScaleTargetRef.Name));
            Assert.Equal(600, scaler.Value.Spec.Behavior.ScaleDown.StabilizationWindowSeconds);

            // A number there would be set again at each apply.
            Assert.Null(_cluster.Of<V1Deployment>().Single(one => one.Name() == scaler.Key).Spec.Replicas);
        });
    }

    [Fact]
    public void Services_grow_by_seventy_percent_of_their_processors_and_the_worker_by_five_that_wait_as_well()
    {
        Assert.All(Scalers, scaler =>
        {
            var load = Assert.Single(scaler.Value.Spec.Metrics, metric => metric.Type == "Resource").Resource;
            Assert.Equal(("cpu", "Utilization", 70), (load.Name, load.Target.Type, load.Target.AverageUtilization));
        });
        var queue = Assert.Single(Scalers.SelectMany(scaler => scaler.Value.Spec.Metrics.Select(metric => (scaler.Key, Metric: metric))), one => one.Metric.Type != "Resource");
        Assert.Equal(("worker", "External", "speccursor_queue_depth"), (queue.Key, queue.Metric.Type, queue.Metric.External.Metric.Name));
        Assert.Equal(("AverageValue", "5"), (queue.Metric.External.Target.Type, queue.Metric.External.Target.AverageValue.ToString()));
        Assert.Equal(new Dictionary<string, string> { ["queue"] = "worker" }, queue.Metric.External.Metric.Selector.MatchLabels);
    }

    /// <summary>The load is a share of what is asked for: one upgrade, whose tests take a processor, must not call for further workers while others are idle.</summary>
    [Fact]
    public void Worker_with_one_upgrade_calls_for_no_other()
    {
        const decimal Upgrade = 1;
        var asked = _cluster.Container("worker").Resources.Requests["cpu"].ToDecimal();

        Assert.InRange(Upgrade / (asked * Scalers["worker"].Spec.MinReplicas!.Value), 0, 0.7m);
    }

    /// <summary>The cluster learns the length of the queue from Prometheus, by the name and the label that the autoscaler asks for, over a way that is open.</summary>
    [Fact]
    public void Adapter_gives_the_metric_that_the_worker_is_scaled_by()
    {
        var values = YamlFile.Parse(published.Read("kubernetes/prometheus-adapter.yaml"));
        var rule = Assert.Single(values["rules"]!["external"]!.AsArray())!;
        var asked = Scalers["worker"].Spec.Metrics.Single(metric => metric.External is not null).External.Metric;
        var address = new UriBuilder((string)values["prometheus"]!["url"]!) { Port = (int)(long)values["prometheus"]!["port"]! }.Uri;
        var service = _cluster.Of<V1Service>().Single(one => $"{one.Name()}.{one.Namespace()}.svc" == address.Host);

        Assert.Equal(asked.Name, (string?)rule["name"]!["as"]);
        Assert.StartsWith(asked.Name + "{", (string?)rule["seriesQuery"], StringComparison.Ordinal);
        Assert.All(asked.Selector.MatchLabels.Keys, label => Assert.EndsWith($"by ({label})", (string?)rule["metricsQuery"], StringComparison.Ordinal));
        Assert.Contains(address.Port, service.Spec.Ports.Select(port => port.Port));
        Assert.Contains(
            _cluster.Policies["prometheus"].Spec.Ingress,
            rule => rule.FromProperty.Any(peer => peer.NamespaceSelector?.MatchLabels.ContainsKey("speccursor.dev/metrics") == true)
                && rule.Ports.Any(port => port.Port.Value == service.Spec.Ports.Single().Port.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Node_can_always_be_drained_and_leaves_one_where_there_are_several()
    {
        var budgets = _cluster.Of<V1PodDisruptionBudget>().ToDictionary(budget => budget.Name());

        Assert.Equal(_cluster.Pods.Keys.Order(StringComparer.Ordinal), budgets.Keys.Order(StringComparer.Ordinal));
        Assert.All(budgets, budget =>
        {
            var least = Scalers.TryGetValue(budget.Key, out var scaler) ? scaler.Spec.MinReplicas!.Value : 1;
            var evicted = int.Parse(budget.Value.Spec.MaxUnavailable.Value, CultureInfo.InvariantCulture);
            Assert.Null(budget.Value.Spec.MinAvailable);
            Assert.Equal(_cluster.Pods[budget.Key].Metadata.Labels["app.kubernetes.io/name"], budget.Value.Spec.Selector.MatchLabels["app.kubernetes.io/name"]);

            // One may always go, ready or not, and of several never the last.
            Assert.InRange(evicted, 1, Math.Max(1, least - 1));
            Assert.Equal("AlwaysAllow", budget.Value.Spec.UnhealthyPodEvictionPolicy);
        });
    }

    [Fact]
    public void Services_are_asked_at_their_own_port_whether_they_started_live_and_are_ready() => Assert.All(PublishedCluster.Services, service =>
    {
        var container = _cluster.Container(service);

        Assert.Equal(("/health/live", "8080"), Asked(container.StartupProbe));
        Assert.Equal(("/health/live", "8080"), Asked(container.LivenessProbe));
        Assert.Equal(("/health/ready", "8080"), Asked(container.ReadinessProbe));
        Assert.Contains(8080, container.Ports.Select(port => port.ContainerPort));
    });

    [Fact]
    public void Every_program_has_time_to_start_and_is_not_ended_for_one_slow_answer() => Assert.All(_cluster.Pods.Keys, program =>
    {
        var container = _cluster.Container(program);

        // A service starts in seconds; what keeps data may have a write-ahead log to read again.
        Assert.InRange(Patience(container.StartupProbe), PublishedCluster.Services.Contains(program) ? 120 : 600, 900);
        Assert.InRange(Patience(container.LivenessProbe), 60, 120);
        Assert.InRange(container.LivenessProbe.FailureThreshold!.Value, 3, 6);
        Assert.InRange(Patience(container.ReadinessProbe), 10, 30);
        Assert.All(new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe }, probe =>
        {
            Assert.True((probe.HttpGet is null) != (probe.Exec is null));
            Assert.InRange(probe.TimeoutSeconds!.Value, 2, 5);
            if (probe.HttpGet is { } http)
            {
                Assert.Contains(http.Port.Value, container.Ports.Select(port => $"{port.ContainerPort}"));
            }
        });
    });

    /// <summary>What takes over data is alive and not ready.</summary>
    [Theory]
    [InlineData("prometheus", "/-/healthy", "/-/ready")]
    [InlineData("alertmanager", "/-/healthy", "/-/ready")]
    [InlineData("loki", "/loki/api/v1/status/buildinfo", "/ready")]
    public void Program_is_not_ended_for_not_being_ready(string program, string live, string ready)
    {
        var container = _cluster.Container(program);

        Assert.Equal(live, container.LivenessProbe.HttpGet.Path);
        Assert.Equal(ready, container.ReadinessProbe.HttpGet.Path);
    }

    [Fact]
    public void Nothing_asks_for_more_than_it_may_have() => Assert.All(_cluster.Pods.Keys, program =>
    {
        var resources = _cluster.Container(program).Resources;

        Assert.Equal(["cpu", "memory"], resources.Requests.Keys.Order());
        Assert.Equal(["cpu", "memory"], resources.Limits.Keys.Order());
        Assert.All(resources.Requests, request => Assert.InRange(request.Value.ToDecimal(), 0.01m, resources.Limits[request.Key].ToDecimal()));
    });

    private static int Patience(V1Probe probe) => probe.PeriodSeconds!.Value * probe.FailureThreshold!.Value;

    private static (string Path, string Port) Asked(V1Probe probe) => (probe.HttpGet.Path, probe.HttpGet.Port.Value);

    [GeneratedRegex(@"AddService<Projects\.SpecCursor_(?<project>\w+)>(?:(?!AddService).)*?WithScale\(most: (?<most>\d+)", RegexOptions.Singleline)]
    private static partial Regex ScalePattern();

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex NamePattern();
}
