using System.Globalization;
using System.Text.RegularExpressions;
using k8s.Models;
using SpecCursor.Deployment.Tests.Publishing;

namespace SpecCursor.Deployment.Tests.Kubernetes;

/// <summary>Who may talk to whom in a cluster, and at which ports.</summary>
[Collection(PublishedCollection.Name)]
public sealed partial class NetworkPolicyTests(Published published)
{
    // Every call that the architecture has an arrow for; all else is denied.
    private static readonly HashSet<(string Caller, string Called, int Port)> Arrows =
    [
        .. from service in PublishedCluster.Services
           from called in new[] { ("postgres", 5432), ("redis", 6379), ("otel-collector", 4318), ("alertmanager", 9093) }
           select (service, called.Item1, called.Item2),
        ("github-app", "controller", 8080),
        ("alertmanager", "controller", 8080),
        ("postgres-exporter", "postgres", 5432),
        ("redis-exporter", "redis", 6379),
        ("otel-collector", "jaeger", 4317),
        ("otel-collector", "loki", 3100),
        ("grafana", "prometheus", 9090),
        ("grafana", "alertmanager", 9093),
        ("grafana", "loki", 3100),
        ("grafana", "jaeger", 16686),
        ("jaeger", "prometheus", 9090),
        ("loki", "alertmanager", 9093),
        ("prometheus", "alertmanager", 9093),
    ];

    private readonly PublishedCluster _cluster = published.Cluster;

    [Fact]
    public void Everything_is_denied_first()
    {
        var denied = _cluster.Of<V1NetworkPolicy>().Where(policy => policy.Name() == "default-deny").ToList();

        Assert.Equal(["speccursor", "speccursor-workers"], denied.Select(policy => policy.Namespace()).Order());
        Assert.All(denied, policy =>
        {
            Assert.Equal(["Ingress", "Egress"], policy.Spec.PolicyTypes);
            Assert.Null(policy.Spec.Ingress);
            Assert.Null(policy.Spec.Egress);
        });
        Assert.All(_cluster.Policies, policy =>
        {
            Assert.Equal(policy.Key, policy.Value.Spec.PodSelector.MatchLabels["app.kubernetes.io/name"]);
            Assert.Equal(["Ingress", "Egress"], policy.Value.Spec.PolicyTypes);
        });
        Assert.Equal(_cluster.Pods.Keys.Order(StringComparer.Ordinal), _cluster.Policies.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Programs_call_what_the_architecture_has_an_arrow_for_at_its_port_and_nothing_else() =>
        Assert.Equal(Arrows.Order(), _cluster.Policies.SelectMany(policy => Calls(policy.Value)).Order());

    [Fact]
    public void Programs_let_in_who_calls_them_at_the_port_that_is_called_and_Prometheus_at_the_one_that_is_scraped()
    {
        var scrapes = _cluster.Pods.Where(pod => pod.Key != "prometheus" && pod.Value.Metadata.Annotations?.ContainsKey("prometheus.io/port") == true)
            .Select(pod => (Caller: "prometheus", Called: pod.Key, Port: int.Parse(pod.Value.Metadata.Annotations["prometheus.io/port"], CultureInfo.InvariantCulture)));

        Assert.Equal(Arrows.Union(scrapes).Order(), _cluster.Policies.SelectMany(policy => Callers(policy.Value)).Distinct().Order());
    }

    [Fact]
    public void Every_port_that_is_opened_is_one_that_the_program_listens_at() => Assert.All(_cluster.Policies, policy => Assert.Subset(
        _cluster.Container(policy.Key).Ports.Select(port => port.ContainerPort).ToHashSet(),
        Opened((policy.Value.Spec.Ingress ?? []).SelectMany(rule => rule.Ports)).ToHashSet()));

    [Fact]
    public void Peer_in_the_other_namespace_is_named_with_it() => Assert.All(_cluster.Policies, policy =>
    {
        var peers = (policy.Value.Spec.Egress ?? []).SelectMany(rule => rule.To).Concat((policy.Value.Spec.Ingress ?? []).SelectMany(rule => rule.FromProperty));
        Assert.All(peers.Where(peer => Name(peer) is not null), peer => Assert.Equal(
            (Name(peer) == "worker") != (policy.Key == "worker") ? (policy.Key == "worker" ? "speccursor" : "speccursor-workers") : null,
            peer.NamespaceSelector?.MatchLabels["kubernetes.io/metadata.name"]));
    });

    [Fact]
    public void Internet_calls_two_services_at_one_port_and_is_called_at_one_by_whom_it_has_to_be()
    {
        var doors = from policy in _cluster.Policies
                    from rule in policy.Value.Spec.Ingress ?? []
                    from peer in rule.FromProperty
                    where peer.PodSelector is null
                    from port in Opened(rule.Ports)
                    select (policy.Key, Assert.Single(peer.NamespaceSelector.MatchLabels).Key, port);
        var open = _cluster.Policies.SelectMany(policy => (policy.Value.Spec.Egress ?? []).Where(rule => rule.To.Any(peer => peer.IpBlock is not null)).Select(rule => (policy.Key, Rule: rule))).ToList();

        Assert.Equal([("controller", "speccursor.dev/ingress", 8080), ("github-app", "speccursor.dev/ingress", 8080), ("prometheus", "speccursor.dev/metrics", 9090)], doors.Order());
        Assert.Equal([.. PublishedCluster.Services.Append("alertmanager").Append("blackbox-exporter").Append("prometheus").Order(StringComparer.Ordinal)], open.Select(rule => rule.Key).Order(StringComparer.Ordinal));
        Assert.All(open.Where(rule => rule.Key != "prometheus"), rule =>
        {
            Assert.Equal([443], Opened(rule.Rule.Ports));
            Assert.Equal(["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"], Assert.Single(rule.Rule.To).IpBlock.Except);
        });

        // The cluster's interface, the kubelets, and the exporter that the platform has on its nodes.
        Assert.Equal([443, 6443, 9100, 10250], Opened(open.Single(rule => rule.Key == "prometheus").Rule.Ports));
    }

    /// <summary>Every address of another program in a configuration or a variable is one that it listens at, that the caller may call, and that lets it in.</summary>
    [Fact]
    public void Every_address_that_a_program_is_told_leads_to_an_open_port()
    {
        var maps = _cluster.Of<V1ConfigMap>().DistinctBy(map => map.Name()).ToDictionary(map => map.Name());
        var services = _cluster.Of<V1Service>().ToDictionary(service => service.Name(), service => service.Spec.Ports.Select(port => port.Port).ToHashSet());

        // Prometheus finds whom it scrapes by their annotations, which another test looks at.
        var told = _cluster.Pods.Where(pod => pod.Key != "prometheus").SelectMany(pod => (pod.Value.Spec.Containers[0].Env ?? []).Select(variable => variable.Value ?? "")
                .Concat((pod.Value.Spec.Volumes ?? []).Where(volume => volume.ConfigMap is not null).SelectMany(volume => maps[volume.ConfigMap.Name].Data.Values))
                .SelectMany(text => AddressPattern().Matches(text)
                    .Select(match => (Caller: pod.Key, Called: match.Groups["name"].Value, Port: int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture)))))
            .Where(address => services.ContainsKey(address.Called) && address.Called != address.Caller)
            .ToHashSet();

        Assert.Superset(
            new HashSet<(string, string, int)>
            {
                ("otel-collector", "jaeger", 4317), ("otel-collector", "loki", 3100), ("worker", "otel-collector", 4318), ("grafana", "jaeger", 16686), ("alertmanager", "controller", 8080),
            },
            told);
        Assert.Subset(_cluster.Policies.SelectMany(policy => Calls(policy.Value)).Intersect(_cluster.Policies.SelectMany(policy => Callers(policy.Value))).ToHashSet(), told);
        Assert.All(told, address => Assert.Contains(address.Port, services[address.Called]));
    }

    [GeneratedRegex(@"\b(?<name>[a-z][a-z-]+)(?:\.[a-z.-]+)?:(?<port>\d{4,5})\b")]
    private static partial Regex AddressPattern();

    private static IEnumerable<(string Caller, string Called, int Port)> Calls(V1NetworkPolicy policy) =>
        from rule in policy.Spec.Egress ?? []
        from called in rule.To.Select(Name).OfType<string>()
        from port in Opened(rule.Ports)
        select (policy.Name(), called, port);

    private static IEnumerable<(string Caller, string Called, int Port)> Callers(V1NetworkPolicy policy) =>
        from rule in policy.Spec.Ingress ?? []
        from caller in rule.FromProperty.Select(Name).OfType<string>()
        from port in Opened(rule.Ports)
        select (caller, policy.Name(), port);

    private static IEnumerable<int> Opened(IEnumerable<V1NetworkPolicyPort> ports) => ports.Select(port => int.Parse(port.Port.Value, CultureInfo.InvariantCulture));

    private static string? Name(V1NetworkPolicyPeer peer) =>
        peer.PodSelector?.MatchLabels is { } labels && labels.TryGetValue("app.kubernetes.io/name", out var name) ? name : null;
}
