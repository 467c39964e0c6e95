using System.Globalization;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using SpecCursor.Deployment.Tests.Publishing;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Kubernetes;

/// <summary>The manifests as kubectl builds them, each read strictly as the kind that it is.</summary>
[Collection(PublishedCollection.Name)]
public sealed class KubernetesTests(Published published)
{
    private static readonly string[] Stateful = ["alertmanager", "grafana", "jaeger", "loki", "postgres", "prometheus", "redis"];
    private static readonly string[] Stateless = ["blackbox-exporter", "otel-collector", "postgres-exporter", "redis-exporter"];

    private readonly PublishedCluster _cluster = published.Cluster;

    [Fact]
    public void Every_program_runs_as_what_it_is()
    {
        Assert.Equal(PublishedCluster.Services.Concat(Stateless).Order(), _cluster.Of<V1Deployment>().Select(one => one.Name()).Order());
        Assert.Equal(Stateful, _cluster.Of<V1StatefulSet>().Select(one => one.Name()).Order());
        Assert.All(_cluster.Of<V1StatefulSet>(), one => Assert.NotEmpty(one.Spec.VolumeClaimTemplates));
        Assert.All(_cluster.Of<IKubernetesObject<V1ObjectMeta>>().Where(one => one is not (V1Namespace or V1ClusterRole or V1ClusterRoleBinding)), one => Assert.Equal(one.Labels()?["app.kubernetes.io/name"] == "worker" || one.Namespace() == "speccursor-workers" ? "speccursor-workers" : "speccursor", one.Namespace()));
        Assert.Equal(["worker"], _cluster.Of<IKubernetesObject<V1ObjectMeta>>().Where(one => one.Namespace() == "speccursor-workers").Select(one => one.Labels()?["app.kubernetes.io/name"]).OfType<string>().Distinct());
    }

    [Fact]
    public void Every_pod_is_restricted()
    {
        Assert.Equal("restricted", _cluster.Of<V1Namespace>().Single(one => one.Name() == "speccursor").Labels()["pod-security.kubernetes.io/enforce"]);
        Assert.All(_cluster.Pods, entry =>
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
        var pod = _cluster.Pods["worker"].Spec;

        Assert.False(pod.HostUsers);
        Assert.Equal("Unmasked", pod.Containers[0].SecurityContext.ProcMount);
        Assert.Equal("speccursor/worker.json", pod.SecurityContext.SeccompProfile.LocalhostProfile);
        Assert.Equal(File.ReadAllText(Repository.PathOf("containers/services/worker-seccomp.json")), published.Read("kubernetes/seccomp/worker.json"));
        Assert.Equal(["speccursor.svc.cluster.local"], pod.DnsConfig.Searches);
        Assert.All(_cluster.Pods.Where(entry => entry.Key != "worker"), entry => Assert.Null(entry.Value.Spec.Containers[0].SecurityContext.ProcMount));
    }

    [Fact]
    public void Services_start_again_by_their_liveness_and_get_calls_by_their_readiness() => Assert.All(PublishedCluster.Services, service =>
    {
        var container = _cluster.Pods[service].Spec.Containers[0];
        Assert.Equal("/health/live", container.LivenessProbe.HttpGet.Path);
        Assert.Equal("/health/ready", container.ReadinessProbe.HttpGet.Path);
        Assert.StartsWith("registry.example:5000/speccursor/", container.Image, StringComparison.Ordinal);
    });

    [Fact]
    public void Secrets_are_referred_to_and_nowhere_written()
    {
        Assert.DoesNotContain(_cluster.Documents, one => (string?)one!["kind"] == "Secret");
        var secrets = _cluster.Pods.Values.SelectMany(pod => pod.Spec.Containers[0].Env ?? []).Where(variable => variable.ValueFrom?.SecretKeyRef is not null).ToList();
        Assert.All(secrets, variable => Assert.Equal("speccursor", variable.ValueFrom.SecretKeyRef.Name));
        Assert.Equal(
            ["anthropic-api-key", "api-key", "github-token", "grafana-password", "postgres-password", "redis-password", "webhook-secret"],
            secrets.Select(variable => variable.ValueFrom.SecretKeyRef.Key).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            ["controller-key", "pagerduty-key", "slack-url", "smtp-password"],
            _cluster.Pods["alertmanager"].Spec.Volumes.Single(volume => volume.Secret is not null).Secret.Items.Select(item => item.Path).Order(StringComparer.Ordinal));
    }

    /// <summary>Kubernetes puts in only what stands before.</summary>
    [Fact]
    public void Variables_stand_after_those_that_they_are_made_of() => Assert.All(_cluster.Pods, entry =>
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
    public void Prometheus_finds_every_pod_that_has_something_to_tell_and_may_look_for_them()
    {
        var scraped = _cluster.Pods.Where(entry => entry.Value.Metadata.Annotations?["prometheus.io/scrape"] == "true").ToDictionary();
        Assert.Equal([.. _cluster.Pods.Keys.Except(["postgres", "redis", "blackbox-exporter"]).Append("blackbox-exporter").Order(StringComparer.Ordinal)], scraped.Keys.Order(StringComparer.Ordinal));
        Assert.All(scraped, entry => Assert.Contains(
            int.Parse(entry.Value.Metadata.Annotations["prometheus.io/port"], CultureInfo.InvariantCulture), entry.Value.Spec.Containers[0].Ports.Select(port => port.ContainerPort)));
        Assert.Contains("--config.file=/etc/speccursor/prometheus-kubernetes.yml", _cluster.Pods["prometheus"].Spec.Containers[0].Args);
        var rules = _cluster.Of<V1ClusterRole>().Single().Rules;
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
        var pod = _cluster.Pods[program].Spec;
        var volume = pod.Volumes.Single(volume => volume.ConfigMap is not null);
        var mount = pod.Containers[0].VolumeMounts.Single(mount => mount.Name == volume.Name);
        var map = _cluster.Of<V1ConfigMap>().Single(map => map.Name() == volume.ConfigMap.Name);

        Assert.Equal(directory, mount.MountPath);
        Assert.True(mount.ReadOnlyProperty);
        var item = Assert.Single(volume.ConfigMap.Items, item => item.Path == file);
        Assert.Equal(File.ReadAllText(Repository.PathOf($"containers/{program}/{file}")), map.Data[item.Key]);
        Assert.InRange(map.Data.Values.Sum(text => text.Length), 1, MostBytes - 1);
    }
}
