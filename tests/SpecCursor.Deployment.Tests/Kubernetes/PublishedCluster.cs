using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using SpecCursor.Backing.Processes;
using SpecCursor.Observability.Tests.Files;

namespace SpecCursor.Deployment.Tests.Kubernetes;

/// <summary>What kubectl builds of published manifests, each held to its schema, and read as the kind that it is.</summary>
internal sealed class PublishedCluster
{
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

    private readonly IReadOnlyList<object> _objects;

    private PublishedCluster(string text)
    {
        Documents = YamlFile.ParseAll(text);
        _objects = KubernetesYaml.LoadAllFromString(text, Kinds, strict: true);
        Pods = Of<V1Deployment>().ToDictionary(one => one.Name(), one => one.Spec.Template)
            .Concat(Of<V1StatefulSet>().ToDictionary(one => one.Name(), one => one.Spec.Template)).ToDictionary();
        Policies = Of<V1NetworkPolicy>().Where(policy => policy.Name() is not ("default-deny" or "allow-dns")).ToDictionary(policy => policy.Name());
    }

    /// <summary>The services of SpecCursor.</summary>
    public static IReadOnlyList<string> Services { get; } = ["ai-service", "controller", "github-app", "proof-engine", "worker"];

    /// <summary>The documents as they stand there.</summary>
    public IReadOnlyList<JsonNode?> Documents { get; }

    /// <summary>The pods by the names of their programs.</summary>
    public IReadOnlyDictionary<string, V1PodTemplateSpec> Pods { get; }

    /// <summary>The network policies of the programs, by their names.</summary>
    public IReadOnlyDictionary<string, V1NetworkPolicy> Policies { get; }

    /// <summary>Builds what was published, as <c>kubectl apply -k</c> does before it applies it.</summary>
    /// <param name="directory">The published directory.</param>
    public static async Task<PublishedCluster> BuildAsync(string directory)
    {
        var file = $"{Path.TrimEndingDirectorySeparator(directory)}.built.yaml";
        var built = await CommandRunner.RunAsync(new Command("kubectl", ["kustomize", "-o", file, directory]), TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.True(built.Succeeded, built.Explanation);
        return new PublishedCluster(await File.ReadAllTextAsync(file));
    }

    /// <summary>The objects of a kind.</summary>
    public IEnumerable<TKind> Of<TKind>() => _objects.OfType<TKind>();

    /// <summary>The only container of a program's pod.</summary>
    public V1Container Container(string program) => Assert.Single(Pods[program].Spec.Containers);
}
