using k8s;
using k8s.Models;
using SpecCursor.AppHost.Publishing.Model;

namespace SpecCursor.AppHost.Publishing.Kubernetes;

/// <summary>
/// Writes a deployment as manifests for <c>kubectl apply -k</c>: one file a program, its configuration beside it, in a namespace that
/// admits restricted pods only, and the worker apart from it. The Secret <c>speccursor</c> is referred to and never written.
/// </summary>
internal static class KubernetesPublisher
{
    /// <summary>The namespace, and the name of what there is one of.</summary>
    public const string Name = "speccursor";

    private const string Kustomize = "kustomize.config.k8s.io/v1beta1";

    /// <summary>The ConfigMap of what whoever deploys it says and is not secret.</summary>
    public const string Settings = "speccursor-settings";

    /// <summary>The namespace of what runs strangers' code, which the rest is kept apart from.</summary>
    public const string Workers = "speccursor-workers";

    /// <summary>Writes it.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task PublishAsync(Deployment deployment, OutputDirectory output, CancellationToken cancellationToken)
    {
        // What looks at a machine shares its processes and files, which neither namespace admits; a cluster's platform has one.
        var programs = deployment.Programs.Where(program => !program.IsOfMachine).ToList();
        var namespaces = programs.GroupBy(NamespaceOf).ToList();
        foreach (var group in namespaces)
        {
            await PublishAsync(group.Key, [.. group], programs, deployment, new OutputDirectory(Path.Combine(output.Root, group.Key)), cancellationToken);
        }

        var all = new Dictionary<string, object>
        {
            ["apiVersion"] = Kustomize,
            ["kind"] = "Kustomization",
            ["resources"] = namespaces.Select(group => group.Key).ToList(),
        };
        await output.WriteAsync("kustomization.yaml", Comment(deployment) + Yaml.Write(all), cancellationToken);
        if (programs.SingleOrDefault(program => program.Said<ReadsClusterAnnotation>() is not null) is { } prometheus)
        {
            await output.WriteAsync(
                "prometheus-adapter.yaml",
                "# Values for the chart of prometheus-adapter, for the autoscaler of the worker: helm install --values prometheus-adapter.yaml …\n" + Yaml.Write(MetricsAdapter.Values(prometheus)),
                cancellationToken);
        }

        foreach (var sandboxed in programs.Where(program => program.Said<SandboxAnnotation>() is not null))
        {
            var profile = await File.ReadAllTextAsync(sandboxed.Said<SandboxAnnotation>()!.Profile, cancellationToken);
            await output.WriteAsync($"seccomp/{sandboxed.Name}.json", profile, cancellationToken);
        }
    }

    private static async Task PublishAsync(
        string name, IReadOnlyList<DeployedProgram> programs, IReadOnlyList<DeployedProgram> all, Deployment deployment, OutputDirectory output, CancellationToken cancellationToken)
    {
        List<string> resources = ["namespace.yaml", "network-policies.yaml"];
        await WriteAsync("namespace.yaml", Namespace(name));
        await WriteAsync("network-policies.yaml", [.. NetworkPolicies.ForAll()]);
        List<object> configurations = [];
        foreach (var program in programs)
        {
            var copied = await output.CopyConfigurationAsync(program, cancellationToken);
            var configuration = copied.Select(copy => new MountedConfiguration(program, copy.Path, copy.Target, copy.Files)).ToList();
            configurations.AddRange(configuration.Select(mounted => mounted.Generator));
            resources.Add($"{program.Name}.yaml");
            await WriteAsync($"{program.Name}.yaml", [.. Objects(program, all, configuration)]);
        }

        List<string> literals = [];
        foreach (var parameter in deployment.Parameters.Where(parameter => !parameter.Secret))
        {
            literals.Add($"{parameter.Name}={await parameter.GetValueAsync(cancellationToken)}");
        }

        configurations.Add(new Dictionary<string, object> { ["name"] = Settings, ["literals"] = literals });
        var kustomization = new Dictionary<string, object>
        {
            ["apiVersion"] = Kustomize,
            ["kind"] = "Kustomization",
            ["namespace"] = name,
            ["resources"] = resources,
            ["configMapGenerator"] = configurations,
        };
        await output.WriteAsync("kustomization.yaml", Yaml.Write(kustomization), cancellationToken);

        Task WriteAsync(string file, params IReadOnlyList<IKubernetesObject> objects) =>
            output.WriteAsync(file, string.Join("---\n", objects.Select(entry => KubernetesYaml.Serialize(entry).TrimEnd() + "\n")), cancellationToken);
    }

    private static IEnumerable<IKubernetesObject> Objects(DeployedProgram program, IReadOnlyList<DeployedProgram> all, IReadOnlyList<MountedConfiguration> configuration)
    {
        yield return new V1ServiceAccount
        {
            ApiVersion = "v1",
            Kind = "ServiceAccount",
            Metadata = Meta(program),
            AutomountServiceAccountToken = false,
        };
        if (program.Said<ReadsClusterAnnotation>() is not null)
        {
            foreach (var role in ClusterAccess.For(program))
            {
                yield return role;
            }
        }

        yield return Workload.Of(program, configuration);
        yield return new V1Service
        {
            ApiVersion = "v1",
            Kind = "Service",
            Metadata = Meta(program),
            Spec = new V1ServiceSpec
            {
                Selector = Selector(program),
                Ports = [.. program.Ports.Select(port => new V1ServicePort { Name = $"p{port}", Port = port, TargetPort = port })],

                // The keys of the console's cookies are a replica's own.
                SessionAffinity = program.Said<ReachedAnnotation>() is null ? null : "ClientIP",
            },
        };
        yield return new V1PodDisruptionBudget
        {
            ApiVersion = "policy/v1",
            Kind = "PodDisruptionBudget",
            Metadata = Meta(program),
            Spec = new V1PodDisruptionBudgetSpec
            {
                MaxUnavailable = 1,
                Selector = new V1LabelSelector { MatchLabels = Selector(program) },

                // A pod that is not ready serves nobody, and would by default keep its node from being drained.
                UnhealthyPodEvictionPolicy = "AlwaysAllow",
            },
        };
        if (program.Said<ReplicasAnnotation>() is { } replicas)
        {
            yield return Autoscaler.Of(program, replicas);
        }

        yield return NetworkPolicies.Of(program, all);
    }

    /// <summary>What an object of a program is called and labelled.</summary>
    internal static V1ObjectMeta Meta(DeployedProgram program) => new() { Name = program.Name, Labels = Labels(program) };

    /// <summary>A program's labels.</summary>
    internal static Dictionary<string, string> Labels(DeployedProgram program) => new(Selector(program)) { ["app.kubernetes.io/part-of"] = Name };

    /// <summary>The labels that a program's pods are found by.</summary>
    internal static Dictionary<string, string> Selector(DeployedProgram program) => new() { ["app.kubernetes.io/name"] = program.Name };

    /// <summary>The namespace that a program is in.</summary>
    internal static string NamespaceOf(DeployedProgram program) => program.Said<SandboxAnnotation>() is null ? Name : Workers;

    // A sandbox takes what the profiles of pod security keep from everybody: the worker's pod has it, and no other is beside it.
    private static V1Namespace Namespace(string name) => new()
    {
        ApiVersion = "v1",
        Kind = "Namespace",
        Metadata = new V1ObjectMeta
        {
            Name = name,
            Labels = new Dictionary<string, string>
            {
                ["pod-security.kubernetes.io/enforce"] = name == Name ? "restricted" : "privileged",
                ["pod-security.kubernetes.io/warn"] = "restricted",
            },
        },
    };

    private static string Comment(Deployment deployment)
    {
        var secrets = string.Join(' ', deployment.Parameters.Where(parameter => parameter.Secret).Select(parameter => parameter.Name));
        return $"""
            # Published from the application host: change that, and publish again. Applied with: kubectl apply -k .
            # The Secret {Name}, alike in the namespaces {Name} and {Workers}, has these keys; those that have to do with another party may be empty:
            # {secrets}
            # Every node that runs workers has seccomp/worker.json as {Workload.Profile("worker")} in the kubelet's directory of seccomp profiles.

            """;
    }
}
