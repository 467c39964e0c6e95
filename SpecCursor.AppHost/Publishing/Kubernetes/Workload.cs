using System.Globalization;
using k8s;
using k8s.Models;
using SpecCursor.AppHost.Publishing.Model;

namespace SpecCursor.AppHost.Publishing.Kubernetes;

/// <summary>What runs a program's pods: a Deployment of services, which keep nothing, a StatefulSet of what does.</summary>
internal static class Workload
{
    private const string SecretFiles = "secrets";

    /// <summary>Makes it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="configuration">Its configuration.</param>
    public static IKubernetesObject Of(DeployedProgram program, IReadOnlyList<MountedConfiguration> configuration)
    {
        var selector = new V1LabelSelector { MatchLabels = KubernetesPublisher.Selector(program) };
        var keeps = !program.IsService && program.Volumes.Count > 0;
        return keeps
            ? new V1StatefulSet
            {
                ApiVersion = "apps/v1",
                Kind = "StatefulSet",
                Metadata = KubernetesPublisher.Meta(program),
                Spec = new V1StatefulSetSpec
                {
                    Replicas = 1,
                    ServiceName = program.Name,
                    Selector = selector,
                    Template = Template(program, configuration),
                    VolumeClaimTemplates = [.. program.Volumes.Select(Claim)],
                },
            }
            : new V1Deployment
            {
                ApiVersion = "apps/v1",
                Kind = "Deployment",
                Metadata = KubernetesPublisher.Meta(program),
                Spec = new V1DeploymentSpec
                {
                    // Where an autoscaler says how many, a number here would be its opponent at every apply.
                    Replicas = program.Said<ReplicasAnnotation>() is null ? 1 : null,
                    Selector = selector,
                    Template = Template(program, configuration),
                },
            };
    }

    /// <summary>Where the kubelet finds the system calls of a program that makes a sandbox, below its directory of profiles.</summary>
    public static string Profile(string program) => $"{KubernetesPublisher.Name}/{program}.json";

    private static V1PodTemplateSpec Template(DeployedProgram program, IReadOnlyList<MountedConfiguration> configuration)
    {
        var sandbox = program.Said<SandboxAnnotation>();
        var user = program.Hardening.User.Split(':').Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToArray();
        return new V1PodTemplateSpec
        {
            Metadata = new V1ObjectMeta { Labels = KubernetesPublisher.Labels(program), Annotations = Annotations(program) },
            Spec = new V1PodSpec
            {
                ServiceAccountName = program.Name,
                AutomountServiceAccountToken = program.Said<ReadsClusterAnnotation>() is not null,
                EnableServiceLinks = false,
                TerminationGracePeriodSeconds = program.IsService ? 60 : 30,
                SecurityContext = new V1PodSecurityContext
                {
                    RunAsNonRoot = true,
                    RunAsUser = user[0],
                    RunAsGroup = user[1],
                    FsGroup = user[1],
                    FsGroupChangePolicy = "OnRootMismatch",
                    SeccompProfile = sandbox is null
                        ? new V1SeccompProfile { Type = "RuntimeDefault" }
                        : new V1SeccompProfile { Type = "Localhost", LocalhostProfile = Profile(program.Name) },
                    AppArmorProfile = sandbox is null ? null : new V1AppArmorProfile { Type = "Unconfined" },
                },

                // The pod's own users: who gets out of the sandbox, and then out of the container, is nobody on the node.
                HostUsers = sandbox is null ? null : false,

                // The rest is in another namespace, under the names that it has there.
                DnsConfig = sandbox is null ? null : new V1PodDNSConfig { Searches = [$"{KubernetesPublisher.Name}.svc.cluster.local"] },
                TopologySpreadConstraints = program.IsService
                    ?
                    [
                        new V1TopologySpreadConstraint
                        {
                            MaxSkew = 1,
                            TopologyKey = "kubernetes.io/hostname",
                            WhenUnsatisfiable = "ScheduleAnyway",
                            LabelSelector = new V1LabelSelector { MatchLabels = KubernetesPublisher.Selector(program) },
                        },
                    ]
                    : null,
                Containers = [Container(program, configuration)],
                Volumes = [.. Volumes(program, configuration)],
            },
        };
    }

    private static V1Container Container(DeployedProgram program, IReadOnlyList<MountedConfiguration> configuration) => new()
    {
        Name = program.Name,
        Image = program.Image,
        ImagePullPolicy = "IfNotPresent",
        Command = program.Entrypoint is { } entrypoint ? [entrypoint] : null,
        Args = program.Arguments.Count == 0 ? null : [.. program.Arguments.Select(PodEnvironment.Write)],
        Env = [.. PodEnvironment.Of(program)],
        Ports = [.. program.Ports.Select(port => new V1ContainerPort { Name = $"p{port}", ContainerPort = port })],
        Resources = new V1ResourceRequirements
        {
            Requests = Quantities(program, share: 0.5, processors: program.Hardening.Processors * RequestedShare(program)),
            Limits = Quantities(program, share: 1, program.Hardening.Processors),
        },
        SecurityContext = new V1SecurityContext
        {
            AllowPrivilegeEscalation = false,
            ReadOnlyRootFilesystem = true,
            Capabilities = new V1Capabilities { Drop = ["ALL"] },
            ProcMount = program.Said<SandboxAnnotation>() is null ? null : "Unmasked",
        },
        // It takes the place of the liveness probe until it succeeds. What keeps data may have ten minutes' worth of it to read again.
        StartupProbe = Probe(program, isLiveness: true, period: 2, failures: program.IsService ? 60 : 300),
        ReadinessProbe = Probe(program, isLiveness: false, period: 5, failures: 3),
        LivenessProbe = Probe(program, isLiveness: true, period: 10, failures: 6),
        VolumeMounts =
        [
            .. configuration.Select(mounted => mounted.Mount),
            .. program.Volumes.Select(volume => new V1VolumeMount { Name = volume.Name, MountPath = volume.Target }),
            .. program.Hardening.Temporary.Select((directory, number) => new V1VolumeMount { Name = $"temporary-{number}", MountPath = directory }),
            .. program.Annotations.OfType<SecretFilesAnnotation>().Select(secrets => new V1VolumeMount { Name = SecretFiles, MountPath = secrets.Directory, ReadOnlyProperty = true }),
        ],
    };

    private static IEnumerable<V1Volume> Volumes(DeployedProgram program, IReadOnlyList<MountedConfiguration> configuration)
    {
        foreach (var mounted in configuration)
        {
            yield return mounted.Volume;
        }

        // A service's cache: on the node's disk, and bounded.
        foreach (var volume in program.IsService ? program.Volumes : [])
        {
            yield return new V1Volume { Name = volume.Name, EmptyDir = new V1EmptyDirVolumeSource { SizeLimit = new ResourceQuantity("20Gi") } };
        }

        for (var number = 0; number < program.Hardening.Temporary.Count; number++)
        {
            yield return new V1Volume
            {
                Name = $"temporary-{number}",
                EmptyDir = new V1EmptyDirVolumeSource { Medium = "Memory", SizeLimit = new ResourceQuantity($"{program.Hardening.TemporaryMiB}Mi") },
            };
        }

        foreach (var secrets in program.Annotations.OfType<SecretFilesAnnotation>())
        {
            yield return new V1Volume
            {
                Name = SecretFiles,
                Secret = new V1SecretVolumeSource
                {
                    SecretName = KubernetesPublisher.Name,
                    DefaultMode = 0b100_100_000,
                    Items = [.. secrets.Files.Select(file => new V1KeyToPath { Key = file.Value.Name, Path = file.Key })],
                },
            };
        }
    }

    private static V1PersistentVolumeClaim Claim((string Name, string Target) volume) => new()
    {
        ApiVersion = "v1",
        Kind = "PersistentVolumeClaim",
        Metadata = new V1ObjectMeta { Name = volume.Name },
        Spec = new V1PersistentVolumeClaimSpec
        {
            AccessModes = ["ReadWriteOnce"],
            Resources = new V1VolumeResourceRequirements { Requests = new Dictionary<string, ResourceQuantity> { ["storage"] = new("20Gi") } },
        },
    };

    // One port a pod: Prometheus finds it by these.
    private static Dictionary<string, string>? Annotations(DeployedProgram program) => program.Scraped.Any()
        ? new() { ["prometheus.io/scrape"] = "true", ["prometheus.io/port"] = program.Scraped.Last().ToString(CultureInfo.InvariantCulture) }
        : null;

    private static Dictionary<string, ResourceQuantity> Quantities(DeployedProgram program, double share, double processors) => new()
    {
        ["cpu"] = new(string.Create(CultureInfo.InvariantCulture, $"{processors * 1000:0}m")),
        ["memory"] = new(string.Create(CultureInfo.InvariantCulture, $"{program.Hardening.MemoryMiB * share:0}Mi")),
    };

    // The autoscaler goes by the share of what is asked for. What works by a queue runs tests, which take a processor each: asking for little,
    // two of them would call for a dozen workers.
    private static double RequestedShare(DeployedProgram program) => program.Said<ReplicasAnnotation>()?.Queue is null ? 0.1 : 0.5;

    private static V1Probe? Probe(DeployedProgram program, bool isLiveness, int period, int failures)
    {
        var probe = new V1Probe { PeriodSeconds = period, FailureThreshold = failures, TimeoutSeconds = 3 };
        if (program.Said<ReadinessAnnotation>() is { } http)
        {
            probe.HttpGet = new V1HTTPGetAction { Port = http.Port, Path = isLiveness ? http.LivePath ?? http.Path : http.Path };
        }
        else if (program.Said<ReadinessCommandAnnotation>() is { } command)
        {
            probe.Exec = new V1ExecAction { Command = [.. command.Command] };
        }
        else
        {
            return null;
        }

        return probe;
    }
}
