using System.Globalization;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using SpecCursor.Backing.Processes;
using SpecCursor.Deployment.Tests.Publishing;
using SpecCursor.Observability.Tests.Files;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Kubernetes;

/// <summary>The manifests as kubectl builds them, each read strictly as the kind that it is.</summary>
[Collection(PublishedCollection.Name)]
public sealed partial class KubernetesTests(Published published) : IAsyncLifetime
{
    private static readonly string[] Services = ["ai-service", "controller", "github-app", "proof-engine", "worker"];
    private static readonly string[] Stateful = ["alertmanager", "grafana", "jaeger", "loki", "postgres", "prometheus", "redis"];
    private static readonly string[] Stateless = ["blackbox-exporter", "otel-collector", "postgres-exporter", "redis-exporter"];

    private static readonly Dictionary<string, Type> Kinds = new()
    {
        ["v1/Namespace"] = typeof(V1Namespace),
        ["v1/ServiceAccount"] = typeof(V1ServiceAccount),
        ["v1/Service"] = typeof(V1Service),
        ["v1/ConfigMap"] = typeof(V1ConfigMap),
        ["apps/v1/Deployment"] = typeof(V1Deployment),
        ["apps/v1/StatefulSet"] = typeof(V1StatefulSet),
        ["policy/v1/PodDisruptionBudget"] = typeof(V1PodDisruptionBudget),
        ["autoscaling/v2/HorizontalPodAutoscaler"] = typeof(V2HorizontalPodAutoscaler),
        ["networking.k8s.io/v1/NetworkPolicy"] = typeof(V1NetworkPolicy),
        ["rbac.authorization.k8s.io/v1/ClusterRole"] = typeof(V1ClusterRole),
        ["rbac.authorization.k8s.io/v1/ClusterRoleBinding"] = typeof(V1ClusterRoleBinding),
    };

    private IReadOnlyList<object> objects = [];

    private Dictionary<string, V1PodTemplateSpec> Pods => objects.OfType<V1Deployment>().ToDictionary(one => one.Name(), one => one.Spec.Template)
        .Concat(objects.OfType<V1StatefulSet>().ToDictionary(one => one.Name(), one => one.Spec.Template)).ToDictionary();

    public async Task InitializeAsync()
    {
        var built = await CommandRunner.RunAsync(new Command("kubectl", ["kustomize", "-o", Path.Combine(published.Root, "built.yaml"), Path.Combine(published.Root, "kubernetes")]), TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.True(built.Succeeded, built.Explanation);
        objects = KubernetesYaml.LoadAllFromString(published.Read("built.yaml"), Kinds, strict: true);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Every_program_runs_as_what_it_is()
    {
        Assert.Equal(Services.Concat(Stateless).Order(), objects.OfType<V1Deployment>().Select(one => one.Name()).Order());
        Assert.Equal(Stateful, objects.OfType<V1StatefulSet>().Select(one => one.Name()).Order());
        Assert.All(objects.OfType<V1StatefulSet>(), one => Assert.NotEmpty(one.Spec.VolumeClaimTemplates));
        Assert.All(objects.OfType<IKubernetesObject<V1ObjectMeta>>().Where(one => one is not (V1Namespace or V1ClusterRole or V1ClusterRoleBinding)), one => Assert.Equal(one.Labels()?["app.kubernetes.io/name"] == "worker" || one.Namespace() == "speccursor-workers" ? "speccursor-workers" : "speccursor", one.Namespace()));
        Assert.Equal(["worker"], objects.OfType<IKubernetesObject<V1ObjectMeta>>().Where(one => one.Namespace() == "speccursor-workers").Select(one => one.Labels()?["app.kubernetes.io/name"]).OfType<string>().Distinct());
    }

    [Fact]
    public void Every_pod_is_restricted()
    {
        Assert.Equal("restricted", objects.OfType<V1Namespace>().Single(one => one.Name() == "speccursor").Labels()["pod-security.kubernetes.io/enforce"]);
        Assert.All(Pods, entry =>
        {
            var pod = entry.Value.Spec;
            Assert.True(pod.SecurityContext.RunAsNonRoot);
            Assert.NotInRange(pod.SecurityContext.RunAsUser!.Value, 0, 0);
            Assert.Equal(entry.Key == "worker" ? "Localhost" : "RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
            Assert.Equal(entry.Key, pod.ServiceAccountName);
            Assert.Equal(entry.Key == "prometheus", pod.AutomountServiceAccountToken);
            Assert.DoesNotContain(pod.Volumes, volume => volume.HostPath is not null);
            Assert.NotEqual(true, pod.HostNetwork ?? pod.HostPID ?? pod.HostIPC);
            var container = Assert.Single(pod.Containers);
            Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
            Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.Null(container.SecurityContext.Capabilities.Add);
            Assert.All(new[] { "cpu", "memory" }, resource =>
            {
                Assert.True(container.Resources.Requests.ContainsKey(resource));
                Assert.True(container.Resources.Limits.ContainsKey(resource));
            });
            Assert.NotNull(container.StartupProbe);
            Assert.NotNull(container.ReadinessProbe);
            Assert.NotNull(container.LivenessProbe);
        });
    }

    /// <summary>It makes a sandbox of its own, which takes what nobody else has, and neither root nor a capability.</summary>
    [Fact]
    public void Worker_may_make_its_sandbox_and_finds_the_rest_in_the_other_namespace()
    {
        var pod = Pods["worker"].Spec;

        Assert.False(pod.HostUsers);
        Assert.Equal("Unmasked", pod.Containers[0].SecurityContext.ProcMount);
        Assert.Equal("speccursor/worker.json", pod.SecurityContext.SeccompProfile.LocalhostProfile);
        Assert.Equal(File.ReadAllText(Repository.PathOf("containers/services/worker-seccomp.json")), published.Read("kubernetes/seccomp/worker.json"));
        Assert.Equal(["speccursor.svc.cluster.local"], pod.DnsConfig.Searches);
        Assert.All(Pods.Where(entry => entry.Key != "worker"), entry => Assert.Null(entry.Value.Spec.Containers[0].SecurityContext.ProcMount));
    }

    [Fact]
    public void Services_start_again_by_their_liveness_and_get_calls_by_their_readiness() => Assert.All(Services, service =>
    {
        var container = Pods[service].Spec.Containers[0];
        Assert.Equal("/health/live", container.LivenessProbe.HttpGet.Path);
        Assert.Equal("/health/ready", container.ReadinessProbe.HttpGet.Path);
        Assert.StartsWith("registry.example:5000/speccursor/", container.Image, StringComparison.Ordinal);
    });

    [Fact]
    public void Secrets_are_referred_to_and_nowhere_written()
    {
        Assert.DoesNotContain(objects, one => one is V1Secret);
        var secrets = Pods.Values.SelectMany(pod => pod.Spec.Containers[0].Env ?? []).Where(variable => variable.ValueFrom?.SecretKeyRef is not null).ToList();
        Assert.All(secrets, variable => Assert.Equal("speccursor", variable.ValueFrom.SecretKeyRef.Name));
        Assert.Equal(
            ["anthropic-api-key", "api-key", "github-token", "grafana-password", "postgres-password", "redis-password", "webhook-secret"],
            secrets.Select(variable => variable.ValueFrom.SecretKeyRef.Key).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            ["controller-key", "pagerduty-key", "slack-url", "smtp-password"],
            Pods["alertmanager"].Spec.Volumes.Single(volume => volume.Secret is not null).Secret.Items.Select(item => item.Path).Order(StringComparer.Ordinal));
    }

    /// <summary>Kubernetes puts in only what stands before.</summary>
    [Fact]
    public void Variables_stand_after_those_that_they_are_made_of() => Assert.All(Pods, entry =>
    {
        HashSet<string> known = [];
        foreach (var variable in entry.Value.Spec.Containers[0].Env ?? [])
        {
            foreach (Match match in Regex.Matches(variable.Value ?? "", @"(?<!\$)\$\((\w+)\)"))
            {
                Assert.True(known.Contains(match.Groups[1].Value), $"{entry.Key}: {variable.Name} names {match.Groups[1].Value} before it is known");
            }

            Assert.True(known.Add(variable.Name), $"{entry.Key}: {variable.Name} is there twice");
        }
    });

    [Fact]
    public void Everything_is_denied_but_the_arrows_of_the_architecture()
    {
        var policies = Policies();
        var denied = objects.OfType<V1NetworkPolicy>().Where(policy => policy.Name() == "default-deny").ToList();
        Assert.Equal(["speccursor", "speccursor-workers"], denied.Select(policy => policy.Namespace()).Order());
        Assert.All(denied, policy =>
        {
            Assert.Equal(["Ingress", "Egress"], policy.Spec.PolicyTypes);
            Assert.Null(policy.Spec.Ingress);
            Assert.Null(policy.Spec.Egress);
        });
        Assert.Equal(
            ["ai-service", "controller", "github-app", "postgres-exporter", "proof-engine", "worker"],
            Callers(policies["postgres"]));
        Assert.Equal(["alertmanager", "github-app", "prometheus"], Callers(policies["controller"]));
        Assert.Equal(["prometheus"], Callers(policies["worker"]));
        Assert.Equal(["ai-service", "controller", "github-app", "prometheus", "proof-engine", "worker"], Callers(policies["otel-collector"]));
        Assert.Equal(["grafana", "otel-collector", "prometheus"], Callers(policies["loki"]));

        // What the internet may be called by, and what it may call.
        Assert.Equal(["controller", "github-app", "prometheus"], policies.Values.Where(policy => (policy.Spec.Ingress ?? []).Any(rule => rule.FromProperty.Any(peer => peer.NamespaceSelector is not null && peer.PodSelector is null))).Select(policy => policy.Name()).Order());
        var open = policies.Values.Where(policy => (policy.Spec.Egress ?? []).Any(rule => (rule.To ?? []).Any(peer => peer.IpBlock is not null))).ToList();
        Assert.Equal([.. Services.Append("alertmanager").Append("blackbox-exporter").Append("prometheus").Order(StringComparer.Ordinal)], open.Select(policy => policy.Name()).Order(StringComparer.Ordinal));
        Assert.All(open.Where(policy => policy.Name() != "prometheus"), policy => Assert.Contains("169.254.0.0/16", policy.Spec.Egress.SelectMany(rule => rule.To).First(peer => peer.IpBlock is not null).IpBlock.Except));
    }

    [Fact]
    public void Who_may_call_may_also_be_called()
    {
        var policies = Policies();
        foreach (var (name, policy) in policies)
        {
            // A peer in the other namespace is named with it, or the arrow leads nowhere.
            Assert.All((policy.Spec.Egress ?? []).SelectMany(rule => rule.To).Where(peer => peer.PodSelector?.MatchLabels is not null), peer => Assert.Equal(
                (peer.PodSelector.MatchLabels["app.kubernetes.io/name"] == "worker") != (name == "worker"), peer.NamespaceSelector is not null));
            foreach (var called in (policy.Spec.Egress ?? []).SelectMany(rule => rule.To).Select(peer => peer.PodSelector?.MatchLabels?["app.kubernetes.io/name"]).OfType<string>())
            {
                Assert.Contains(name, Callers(policies[called]));
            }
        }
    }

    /// <summary>Every address of another program in a configuration or a variable is one that it listens at, that the caller may call, and that lets it in.</summary>
    [Fact]
    public void Every_address_that_a_program_is_told_leads_to_an_open_port()
    {
        var policies = Policies();
        var maps = objects.OfType<V1ConfigMap>().DistinctBy(map => map.Name()).ToDictionary(map => map.Name());
        var services = objects.OfType<V1Service>().ToDictionary(service => service.Name(), service => service.Spec.Ports.Select(port => port.Port).ToHashSet());

        // Prometheus finds whom it scrapes by their annotations, which another test looks at.
        var told = Pods.Where(pod => pod.Key != "prometheus").SelectMany(pod => (pod.Value.Spec.Containers[0].Env ?? []).Select(variable => variable.Value ?? "")
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
        Assert.All(told, address =>
        {
            Assert.Contains(address.Port, services[address.Called]);
            Assert.Contains(address.Port, Opened(policies[address.Called].Spec.Ingress.Where(rule => Names(rule.FromProperty).Contains(address.Caller)).SelectMany(rule => rule.Ports)));
            Assert.Contains(address.Port, Opened(policies[address.Caller].Spec.Egress.Where(rule => Names(rule.To).Contains(address.Called)).SelectMany(rule => rule.Ports)));
        });
    }

    [Fact]
    public void Services_grow_by_load_and_the_worker_by_its_queue_and_a_drain_leaves_some()
    {
        var scalers = objects.OfType<V2HorizontalPodAutoscaler>().ToDictionary(scaler => scaler.Name());
        Assert.Equal(Services, scalers.Keys.Order(StringComparer.Ordinal));
        Assert.All(scalers.Values, scaler =>
        {
            Assert.Equal(2, scaler.Spec.MinReplicas);
            Assert.True(scaler.Spec.MaxReplicas > 2);
            Assert.Contains(scaler.Spec.Metrics, metric => metric.Resource?.Name == "cpu");
            Assert.Null(objects.OfType<V1Deployment>().Single(one => one.Name() == scaler.Name()).Spec.Replicas);
        });
        var queue = Assert.Single(scalers["worker"].Spec.Metrics, metric => metric.External is not null).External.Metric;
        Assert.Equal(("speccursor_queue_depth", "worker"), (queue.Name, queue.Selector.MatchLabels["queue"]));
        Assert.Equal(Pods.Keys.Order(StringComparer.Ordinal), objects.OfType<V1PodDisruptionBudget>().Select(budget => budget.Name()).Order(StringComparer.Ordinal));
    }

    /// <summary>The cluster learns the length of the queue from Prometheus, by the name and the label that the autoscaler asks for, over a way that is open.</summary>
    [Fact]
    public void Adapter_gives_the_metric_that_the_worker_is_scaled_by()
    {
        var values = YamlFile.Parse(published.Read("kubernetes/prometheus-adapter.yaml"));
        var rule = Assert.Single(values["rules"]!["external"]!.AsArray())!;
        var asked = objects.OfType<V2HorizontalPodAutoscaler>().Single(scaler => scaler.Name() == "worker").Spec.Metrics.Single(metric => metric.External is not null).External.Metric;
        var address = new UriBuilder((string)values["prometheus"]!["url"]!) { Port = (int)(long)values["prometheus"]!["port"]! }.Uri;
        var service = objects.OfType<V1Service>().Single(one => $"{one.Name()}.{one.Namespace()}.svc" == address.Host);

        Assert.Equal(asked.Name, (string?)rule["name"]!["as"]);
        Assert.StartsWith(asked.Name + "{", (string?)rule["seriesQuery"], StringComparison.Ordinal);
        Assert.All(asked.Selector.MatchLabels.Keys, label => Assert.EndsWith($"by ({label})", (string?)rule["metricsQuery"], StringComparison.Ordinal));
        Assert.Contains(address.Port, service.Spec.Ports.Select(port => port.Port));
        Assert.Contains(
            Policies()["prometheus"].Spec.Ingress,
            rule => rule.FromProperty.Any(peer => peer.NamespaceSelector?.MatchLabels.ContainsKey("speccursor.dev/metrics") == true) && Opened(rule.Ports).Contains(address.Port));
    }

    [Fact]
    public void Prometheus_finds_every_pod_that_has_something_to_tell_and_may_look_for_them()
    {
        var scraped = Pods.Where(entry => entry.Value.Metadata.Annotations?["prometheus.io/scrape"] == "true").ToDictionary();
        Assert.Equal([.. Pods.Keys.Except(["postgres", "redis", "blackbox-exporter"]).Append("blackbox-exporter").Order(StringComparer.Ordinal)], scraped.Keys.Order(StringComparer.Ordinal));
        Assert.All(scraped, entry => Assert.Contains(
            int.Parse(entry.Value.Metadata.Annotations["prometheus.io/port"], CultureInfo.InvariantCulture), entry.Value.Spec.Containers[0].Ports.Select(port => port.ContainerPort)));
        Assert.Contains("--config.file=/etc/speccursor/prometheus-kubernetes.yml", Pods["prometheus"].Spec.Containers[0].Args);
        var rules = objects.OfType<V1ClusterRole>().Single().Rules;
        Assert.Equal(["nodes", "nodes/metrics", "pods"], rules.SelectMany(rule => rule.Resources).Order());
        Assert.Equal(["get", "list", "watch"], rules.SelectMany(rule => rule.Verbs).Distinct().Order());
    }

    /// <summary>Each file of the directory is mounted at the path that the program reads, and no ConfigMap is too large for the cluster.</summary>
    [Theory]
    [InlineData("grafana", "/etc/grafana", "dashboards/overview.json")]
    [InlineData("prometheus", "/etc/speccursor", "rules/recording.yml")]
    [InlineData("loki", "/etc/loki", "rules/fake/alerts.yml")]
    [InlineData("alertmanager", "/etc/speccursor", "templates/speccursor.tmpl")]
    [InlineData("otel-collector", "/etc/otelcol", "config.yaml")]
    [InlineData("jaeger", "/etc/jaeger", "config.yaml")]
    public void Configuration_is_mounted_where_it_is_read(string program, string directory, string file)
    {
        const int MostBytes = 1024 * 1024;
        var pod = Pods[program].Spec;
        var volume = pod.Volumes.Single(volume => volume.ConfigMap is not null);
        var mount = pod.Containers[0].VolumeMounts.Single(mount => mount.Name == volume.Name);
        var map = objects.OfType<V1ConfigMap>().Single(map => map.Name() == volume.ConfigMap.Name);

        Assert.Equal(directory, mount.MountPath);
        Assert.True(mount.ReadOnlyProperty);
        var item = Assert.Single(volume.ConfigMap.Items, item => item.Path == file);
        Assert.Equal(File.ReadAllText(Repository.PathOf($"containers/{program}/{file}")), map.Data[item.Key]);
        Assert.InRange(map.Data.Values.Sum(text => text.Length), 1, MostBytes - 1);
    }

    [GeneratedRegex(@"\b(?<name>[a-z][a-z-]+)(?:\.[a-z.-]+)?:(?<port>\d{4,5})\b")]
    private static partial Regex AddressPattern();

    private static IEnumerable<int> Opened(IEnumerable<V1NetworkPolicyPort> ports) => ports.Select(port => int.Parse(port.Port.Value, CultureInfo.InvariantCulture));

    private static IEnumerable<string> Names(IEnumerable<V1NetworkPolicyPeer> peers) =>
        peers.Select(peer => peer.PodSelector?.MatchLabels is { } labels && labels.TryGetValue("app.kubernetes.io/name", out var name) ? name : null).OfType<string>();

    private Dictionary<string, V1NetworkPolicy> Policies() =>
        objects.OfType<V1NetworkPolicy>().Where(policy => policy.Name() is not ("default-deny" or "allow-dns")).ToDictionary(policy => policy.Name());

    private static IEnumerable<string> Callers(V1NetworkPolicy policy) => (policy.Spec.Ingress ?? [])
        .SelectMany(rule => rule.FromProperty).Select(peer => peer.PodSelector?.MatchLabels["app.kubernetes.io/name"]).OfType<string>().Distinct().Order(StringComparer.Ordinal);
}
