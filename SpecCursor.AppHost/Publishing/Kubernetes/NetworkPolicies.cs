using k8s.Models;
using SpecCursor.AppHost.Publishing.Model;

namespace SpecCursor.AppHost.Publishing.Kubernetes;

/// <summary>Who may talk to whom: nobody to anybody, but for the arrows of the architecture.</summary>
internal static class NetworkPolicies
{
    private const string NamespaceName = "kubernetes.io/metadata.name";
    private const string Api = "networking.k8s.io/v1";
    private const int Https = 443;
    private const int KubernetesApi = 6443;
    private const int Kubelet = 10250;
    private const int NodeExporter = 9100;

    /// <summary>The label of a namespace whose pods, an ingress controller's, may call what others call.</summary>
    public const string IngressLabel = "speccursor.dev/ingress";

    // Loopback and link-local addresses never leave a node; the others are the cluster's and its neighbours'.
    private static readonly string[] Private = ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"];

    /// <summary>What holds for every pod: everything is denied, except to ask for names.</summary>
    public static IEnumerable<V1NetworkPolicy> ForAll()
    {
        yield return Policy("default-deny", new V1LabelSelector(), new V1NetworkPolicySpec { PolicyTypes = ["Ingress", "Egress"] });
        yield return Policy("allow-dns", new V1LabelSelector(), new V1NetworkPolicySpec
        {
            PolicyTypes = ["Egress"],
            Egress =
            [
                new V1NetworkPolicyEgressRule
                {
                    To = [new V1NetworkPolicyPeer { NamespaceSelector = Named(NamespaceName, "kube-system") }],
                    Ports = [new V1NetworkPolicyPort { Protocol = "UDP", Port = 53 }, new V1NetworkPolicyPort { Protocol = "TCP", Port = 53 }],
                },
            ],
        });
    }

    /// <summary>What holds for one program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="all">All of them.</param>
    public static V1NetworkPolicy Of(DeployedProgram program, IReadOnlyList<DeployedProgram> all) =>
        Policy(program.Name, Pods(program), new V1NetworkPolicySpec
        {
            PolicyTypes = ["Ingress", "Egress"],
            Ingress = [.. In(program, all)],
            Egress = [.. Out(program, all)],
        });

    private static IEnumerable<V1NetworkPolicyIngressRule> In(DeployedProgram program, IReadOnlyList<DeployedProgram> all)
    {
        foreach (var calls in all.SelectMany(caller => caller.TalksTo.Where(arrow => arrow.Name == program.Name).Select(arrow => (Caller: caller, arrow.Port))).GroupBy(call => call.Port).OrderBy(calls => calls.Key))
        {
            yield return new V1NetworkPolicyIngressRule { FromProperty = [.. calls.Select(call => Peer(call.Caller, program))], Ports = Ports([calls.Key]) };
        }

        // Who scrapes is published with it, or is in a namespace that says so.
        var scraper = all.FirstOrDefault(IsScraper);
        if (program.Scraped.Any() && scraper != program)
        {
            yield return new V1NetworkPolicyIngressRule
            {
                FromProperty = [scraper is null ? new V1NetworkPolicyPeer { NamespaceSelector = Named(MetricsAdapter.NamespaceLabel, "true") } : Peer(scraper, program)],
                Ports = Ports([program.Scraped.Last()]),
            };
        }

        if (IsScraper(program))
        {
            yield return new V1NetworkPolicyIngressRule
            {
                FromProperty = [new V1NetworkPolicyPeer { NamespaceSelector = Named(MetricsAdapter.NamespaceLabel, "true") }],
                Ports = Ports(program.Ports),
            };
        }

        if (program.Said<ReachedAnnotation>() is not null)
        {
            yield return new V1NetworkPolicyIngressRule
            {
                FromProperty = [new V1NetworkPolicyPeer { NamespaceSelector = Named(IngressLabel, "true") }],
                Ports = Ports([PublishedService.Port]),
            };
        }
    }

    private static IEnumerable<V1NetworkPolicyEgressRule> Out(DeployedProgram program, IReadOnlyList<DeployedProgram> all)
    {
        foreach (var calls in program.TalksTo.GroupBy(arrow => arrow.Name).OrderBy(calls => calls.Key, StringComparer.Ordinal))
        {
            yield return new V1NetworkPolicyEgressRule { To = [Peer(all.Single(other => other.Name == calls.Key), program)], Ports = Ports(calls.Select(arrow => arrow.Port)) };
        }

        if (IsScraper(program))
        {
            yield return new V1NetworkPolicyEgressRule
            {
                To =
                [
                    new V1NetworkPolicyPeer { PodSelector = new V1LabelSelector() },
                    new V1NetworkPolicyPeer { NamespaceSelector = Named(NamespaceName, KubernetesPublisher.Workers) },
                ],
            };

            // The cluster's own interface, and its nodes, with the exporter that the platform has on each: where they are differs from cluster to cluster.
            yield return new V1NetworkPolicyEgressRule { To = [new V1NetworkPolicyPeer { IpBlock = new V1IPBlock { Cidr = "0.0.0.0/0" } }], Ports = Ports([Https, KubernetesApi, Kubelet, NodeExporter]) };
        }

        foreach (var outside in program.Annotations.OfType<OutsideAnnotation>())
        {
            yield return new V1NetworkPolicyEgressRule { To = [Outside(outside.Host)], Ports = Ports([outside.Port]) };
        }

        if (program.Said<ReachesOutAnnotation>() is not null)
        {
            yield return new V1NetworkPolicyEgressRule { To = [new V1NetworkPolicyPeer { IpBlock = new V1IPBlock { Cidr = "0.0.0.0/0", Except = Private } }], Ports = Ports([Https]) };
        }
    }

    private static bool IsScraper(DeployedProgram program) => program.Said<ReadsClusterAnnotation>() is not null;

    // A name within the cluster says its namespace, as name.namespace.svc does; of any other the address may change, but is never the metadata's.
    private static V1NetworkPolicyPeer Outside(string? host) => host?.Split('.') is [_, var home, "svc", ..]
        ? new V1NetworkPolicyPeer { NamespaceSelector = Named(NamespaceName, home) }
        : new V1NetworkPolicyPeer { IpBlock = new V1IPBlock { Cidr = "0.0.0.0/0", Except = ["169.254.0.0/16"] } };

    private static V1NetworkPolicyPeer Peer(DeployedProgram other, DeployedProgram program) => new()
    {
        PodSelector = Pods(other),
        NamespaceSelector = KubernetesPublisher.NamespaceOf(other) is var home && home == KubernetesPublisher.NamespaceOf(program) ? null : Named(NamespaceName, home),
    };

    private static V1LabelSelector Pods(DeployedProgram program) => new() { MatchLabels = KubernetesPublisher.Selector(program) };

    private static V1LabelSelector Named(string label, string value) => new() { MatchLabels = new Dictionary<string, string> { [label] = value } };

    private static List<V1NetworkPolicyPort> Ports(IEnumerable<int> ports) => [.. ports.Distinct().Order().Select(port => new V1NetworkPolicyPort { Protocol = "TCP", Port = port })];

    private static V1NetworkPolicy Policy(string name, V1LabelSelector pods, V1NetworkPolicySpec spec)
    {
        spec.PodSelector = pods;
        return new V1NetworkPolicy { ApiVersion = Api, Kind = "NetworkPolicy", Metadata = new V1ObjectMeta { Name = name }, Spec = spec };
    }
}
