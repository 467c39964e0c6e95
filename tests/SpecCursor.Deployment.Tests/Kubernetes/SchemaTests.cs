using System.Globalization;
using System.Text.Json.Nodes;
using SpecCursor.Deployment.Tests.Publishing;

namespace SpecCursor.Deployment.Tests.Kubernetes;

/// <summary>What is published is as Kubernetes says, and what would not be is found.</summary>
[Collection(PublishedCollection.Name)]
public sealed class SchemaTests(Published published)
{
    [Fact]
    public void Every_object_is_as_the_cluster_wants_it()
    {
        Assert.NotEmpty(published.Cluster.Documents);
        Assert.All(published.Cluster.Documents, document => Assert.Empty(ManifestSchema.FaultsOf(document)));
    }

    [Theory]
    [InlineData("Deployment", "spec/replica", "3")]
    [InlineData("Deployment", "spec/template/spec/containers/0/readinesProbe", "{}")]
    [InlineData("StatefulSet", "spec/volumeClaimTemplates/0/spec/size", "\"20Gi\"")]
    [InlineData("Service", "spec/ports/0/containerPort", "8080")]
    [InlineData("ConfigMap", "dat", "{}")]
    [InlineData("ServiceAccount", "automount", "false")]
    [InlineData("PodDisruptionBudget", "spec/maxUnavailble", "1")]
    [InlineData("HorizontalPodAutoscaler", "spec/metrics/0/resource/target/averageUtilisation", "70")]
    [InlineData("NetworkPolicy", "spec/egresss", "[]")]
    [InlineData("ClusterRole", "rules/0/verb", "[]")]
    public void Field_that_there_is_not_is_a_fault(string kind, string path, string value) => Assert.Contains($"/{path}: ", Assert.Single(FaultsOf(kind, path, value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Deployment", "spec/replicas", "\"3\"")]
    [InlineData("Deployment", "spec/template/spec/containers/0/ports/0/containerPort", "\"8080\"")]
    [InlineData("Deployment", "spec/template/spec/containers/0/image", "1.5")]
    [InlineData("Deployment", "spec/template/spec/containers/0/imagePullPolicy", "\"Sometimes\"")]
    [InlineData("Deployment", "spec/template/spec/securityContext/runAsNonRoot", "\"true\"")]
    [InlineData("Deployment", "spec/template/metadata/annotations/prometheus.io~1scrape", "true")]
    [InlineData("StatefulSet", "spec/volumeClaimTemplates/0/spec/resources/requests/storage", "\"20 GB\"")]
    [InlineData("Service", "spec/ports", "{}")]
    [InlineData("ConfigMap", "data", "[]")]
    [InlineData("PodDisruptionBudget", "spec/maxUnavailable", "true")]
    [InlineData("HorizontalPodAutoscaler", "spec/maxReplicas", "20.5")]
    [InlineData("NetworkPolicy", "spec/policyTypes", "\"Ingress\"")]
    [InlineData("ClusterRoleBinding", "subjects/0", "\"prometheus\"")]
    public void Value_of_another_type_is_a_fault(string kind, string path, string value) =>
        Assert.Contains(FaultsOf(kind, path, value), fault => fault.StartsWith($"/{path}: ", StringComparison.Ordinal));

    [Theory]
    [InlineData("Deployment", "spec", "selector")]
    [InlineData("Deployment", "spec/template/spec", "containers")]
    [InlineData("Deployment", "spec/template/spec/containers/0", "name")]
    [InlineData("StatefulSet", "spec", "template")]
    [InlineData("Service", "spec/ports/0", "port")]
    [InlineData("HorizontalPodAutoscaler", "spec", "maxReplicas")]
    [InlineData("HorizontalPodAutoscaler", "spec", "scaleTargetRef")]
    [InlineData("ClusterRole", "rules/0", "verbs")]
    [InlineData("ClusterRoleBinding", "", "roleRef")]
    public void Field_that_is_missing_is_a_fault(string kind, string parent, string field)
    {
        var fault = Assert.Single(FaultsOf(kind, parent.Length == 0 ? field : $"{parent}/{field}", value: null));

        Assert.StartsWith(parent.Length == 0 ? ": required: " : $"/{parent}: required: ", fault, StringComparison.Ordinal);
        Assert.Contains(field, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Deployment", "apps/v1beta1")]
    [InlineData("StatefulSet", "v1")]
    [InlineData("Service", "core/v1")]
    [InlineData("PodDisruptionBudget", "policy/v1beta1")]
    [InlineData("HorizontalPodAutoscaler", "autoscaling/v2beta2")]
    [InlineData("NetworkPolicy", "extensions/v1beta1")]
    [InlineData("ClusterRole", "rbac.authorization.k8s.io/v1alpha1")]
    public void Version_that_there_is_not_is_a_fault(string kind, string version) =>
        Assert.Equal([$"there is no {version}/{kind}"], FaultsOf(kind, "apiVersion", $"\"{version}\""));

    [Fact]
    public void Kind_that_there_is_not_and_object_without_one_are_faults()
    {
        Assert.Equal(["there is no apps/v1/Deploymnet"], FaultsOf("Deployment", "kind", "\"Deploymnet\""));
        Assert.Equal(["there is no apps/v1/"], FaultsOf("Deployment", "kind", value: null));
        Assert.Equal(["there is no /"], ManifestSchema.FaultsOf(null));
    }

    /// <summary>What the check that published objects go through says of one of them, after a change of it.</summary>
    private IReadOnlyList<string> FaultsOf(string kind, string path, string? value)
    {
        var document = published.Cluster.Documents.First(one => (string?)one!["kind"] == kind)!.DeepClone();
        var names = path.Split('/').Select(name => name.Replace("~1", "/", StringComparison.Ordinal)).ToList();
        var parent = names.SkipLast(1).Aggregate(document, (node, name) => node is JsonArray list ? list[int.Parse(name, CultureInfo.InvariantCulture)]! : node[name]!);
        if (value is null)
        {
            Assert.True(parent.AsObject().Remove(names[^1]));
        }
        else if (parent is JsonArray list)
        {
            list[int.Parse(names[^1], CultureInfo.InvariantCulture)] = JsonNode.Parse(value);
        }
        else
        {
            parent[names[^1]] = JsonNode.Parse(value);
        }

        return ManifestSchema.FaultsOf(document);
    }
}
