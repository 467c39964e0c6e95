using k8s;
using k8s.Models;
using SpecCursor.AppHost.Publishing.Model;

namespace SpecCursor.AppHost.Publishing.Kubernetes;

/// <summary>
/// Writes a deployment as manifests for <c>kubectl apply -k</c>: one file a program, its configuration beside it, in a namespace that
/// admits restricted pods only. The Secret <c>speccursor</c> is referred to and never written.
/// </summary>
internal static class KubernetesPublisher
{
    /// <summary>The namespace, and the name of what there is one of.</summary>
    public const string Name = "speccursor";

    /// <summary>The ConfigMap of what whoever deploys it says and is not secret.</summary>
    public const string Settings = "speccursor-settings";

    /// <summary>Writes it.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task PublishAsync(Deployment deployment, OutputDirectory output, CancellationToken cancellationToken)
    {
        // What looks at a machine shares its processes and files, which this namespace does not admit; a cluster's platform has one.
        var programs = deployment.Programs.Where(program => !program.IsOfMachine).ToList();
        List<string> resources = ["namespace.yaml", "network-policies.yaml"];
        await WriteAsync("namespace.yaml", Namespace());
        await WriteAsync("network-policies.yaml", [.. NetworkPolicies.ForAll()]);
        List<object> configurations = [];
        foreach (var program in programs)
        {
            var copied = await output.CopyConfigurationAsync(program, cancellationToken);
            var configuration = copied.Select(copy => new MountedConfiguration(program, copy.Path, copy.Target, copy.Files)).ToList();
            configurations.AddRange(configuration.Select(mounted => mounted.Generator));
            resources.Add($"{program.Name}.yaml");
            await WriteAsync($"{program.Name}.yaml", [.. Objects(program, programs, configuration)]);
        }

        var open = deployment.Parameters.Where(parameter => !parameter.Secret).ToList();
        List<string> literals = [];
        foreach (var parameter in open)
        {
            literals.Add($"{parameter.Name}={await parameter.GetValueAsync(cancellationToken)}");
        }

        configurations.Add(new Dictionary<string, object> { ["name"] = Settings, ["literals"] = literals });
        var kustomization = new Dictionary<string, object>
        {
            ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
            ["kind"] = "Kustomization",
            ["namespace"] = Name,
            ["resources"] = resources,
            ["configMapGenerator"] = configurations,
        };
        await output.WriteAsync("kustomization.yaml", Comment(deployment) + Yaml.Write(kustomization), cancellationToken);

        Task WriteAsync(string file, params IReadOnlyList<IKubernetesObject> objects) =>
            output.WriteAsync(file, string.Join("---\n", objects.Select(entry => KubernetesYaml.Serialize(entry).TrimEnd() + "\n")), cancellationToken);
    }

    private static IEnumerable<IKubernetesObject> Objects(DeployedProgram program, IReadOnlyList<DeployedProgram> all, IReadOnlyList<MountedConfiguration> configuration)
    {
        yield return new V1ServiceAccount
        {
            ApiVersion = "v1", Kind = "ServiceAccount", Metadata = Meta(program), AutomountServiceAccountToken = false,
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
            Spec = new V1PodDisruptionBudgetSpec { MaxUnavailable = 1, Selector = new V1LabelSelector { MatchLabels = Selector(program) } },
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

    private static V1Namespace Namespace() => new()
    {
        ApiVersion = "v1",
        Kind = "Namespace",
        Metadata = new V1ObjectMeta
        {
            Name = Name,
            Labels = new Dictionary<string, string>
            {
                ["pod-security.kubernetes.io/enforce"] = "restricted",
                ["pod-security.kubernetes.io/warn"] = "restricted",
            },
        },
    };

    private static string Comment(Deployment deployment)
    {
        var secrets = string.Join(' ', deployment.Parameters.Where(parameter => parameter.Secret).Select(parameter => parameter.Name));
        return $"""
            # Published from the application host: change that, and publish again. Applied with: kubectl apply -k .
            # The Secret {Name} has these keys, each of which may be empty that has to do with another party:
            # {secrets}

            """;
    }
}
