using k8s;
using k8s.Models;
using SpecCursor.AppHost.Publishing.Model;

namespace SpecCursor.AppHost.Publishing.Kubernetes;

/// <summary>What Prometheus may ask the cluster for: which pods and nodes there are, and what nodes measure.</summary>
internal static class ClusterAccess
{
    private const string Api = "rbac.authorization.k8s.io";

    /// <summary>The role of a program, and who has it.</summary>
    public static IEnumerable<IKubernetesObject> For(DeployedProgram program)
    {
        var metadata = new V1ObjectMeta { Name = $"{KubernetesPublisher.Name}-{program.Name}", Labels = KubernetesPublisher.Labels(program) };
        yield return new V1ClusterRole
        {
            ApiVersion = $"{Api}/v1",
            Kind = "ClusterRole",
            Metadata = metadata,
            Rules =
            [
                new V1PolicyRule { ApiGroups = [""], Resources = ["pods", "nodes"], Verbs = ["get", "list", "watch"] },
                new V1PolicyRule { ApiGroups = [""], Resources = ["nodes/metrics"], Verbs = ["get"] },
            ],
        };
        yield return new V1ClusterRoleBinding
        {
            ApiVersion = $"{Api}/v1",
            Kind = "ClusterRoleBinding",
            Metadata = metadata,
            RoleRef = new V1RoleRef { ApiGroup = Api, Kind = "ClusterRole", Name = metadata.Name },
            Subjects = [new Rbacv1Subject { Kind = "ServiceAccount", Name = program.Name, NamespaceProperty = KubernetesPublisher.Name }],
        };
    }
}
