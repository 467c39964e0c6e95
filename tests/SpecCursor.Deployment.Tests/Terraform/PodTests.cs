using SpecCursor.Deployment.Tests.Terraform.Model;
using SpecCursor.Deployment.Tests.Terraform.Rules;

namespace SpecCursor.Deployment.Tests.Terraform;

/// <summary>What pods may do.</summary>
[Collection(ObservabilityModules.Collection)]
public sealed class PodTests(ObservabilityModules modules)
{
    private const string HarmlessPod =
        """
        resource "kubernetes_pod_v1" "this" {
          spec {
            automount_service_account_token = false

            security_context {
              run_as_non_root = true
              run_as_user     = 1000

              seccomp_profile {
                type = "RuntimeDefault"
              }
            }

            container {
              resources {
                requests = { cpu = "1", memory = "1Gi" }
                limits   = { memory = "1Gi" }
              }

              security_context {
                allow_privilege_escalation = false
                privileged                 = false
                read_only_root_filesystem  = true

                capabilities {
                  drop = ["ALL"]
                }
              }

              readiness_probe {}
              liveness_probe {}
            }

            volume {
              empty_dir {}
            }
          }
        }
        """;

    [Fact]
    public void Every_pod_is_harmless()
    {
        Assert.Single(modules.Tree.Modules.SelectMany(module => module.Blocks).SelectMany(block => PodRule.PodsIn(block.Body)));
        Assert.Empty(PodRule.FaultsOf(modules.Tree));
    }

    [Fact]
    public void Only_Prometheus_calls_Kubernetes_and_only_to_read()
    {
        var callers = Programs.In(modules.Tree).Where(program => program.Arguments["calls_kubernetes"] is not null);
        var roles = modules.Tree.Modules.SelectMany(module => module.Blocks).Where(block => block.Type is "kubernetes_cluster_role_v1" or "kubernetes_role_v1");
        var verbs = roles.SelectMany(role => TerraformBlock.Nested(role.Body, "rule")).SelectMany(rule => rule["verbs"]!.AsArray()).Select(verb => (string)verb!);

        Assert.Equal(["prometheus"], callers.Select(program => program.Name));
        Assert.Equal(["get", "list", "watch"], verbs.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Namespace_admits_no_other_pods()
    {
        var space = modules.Tree.Modules.SelectMany(module => module.Blocks).Single(block => block.Type == "kubernetes_namespace_v1");

        Assert.Equal("restricted", (string?)space.At("metadata")["labels"]!["pod-security.kubernetes.io/enforce"]);
    }

    [Fact]
    public Task Pod_that_could_do_harm_is_a_fault() => modules.AssertFaultsAsync(
        PodRule.FaultsOf,
        Pod("run_as_non_root = true", "", "it may run as root"),
        Pod("run_as_user     = 1000", "run_as_user = 0", "its user may be root"),
        Pod("type = \"RuntimeDefault\"", "type = \"Unconfined\"", "it may call anything of the kernel"),
        Pod("automount_service_account_token = false", "", "it has a token of Kubernetes' API"),
        Pod("automount_service_account_token = false", "automount_service_account_token = true", "it has a token of Kubernetes' API"),
        Pod("empty_dir {}", "empty_dir {}\n    }\n    host_network = true\n    volume {", "it lives in the node's namespaces"),
        Pod("empty_dir {}", "host_path {\n        path = \"/\"\n      }", "it mounts the node's files"),
        Pod("allow_privilege_escalation = false", "", "it may gain privileges"),
        Pod("privileged                 = false", "privileged = true", "it is privileged"),
        Pod("read_only_root_filesystem  = true", "read_only_root_filesystem = false", "it may write on its root"),
        Pod("drop = [\"ALL\"]", "drop = [\"NET_RAW\"]", "it has capabilities"),
        Pod("drop = [\"ALL\"]", "drop = [\"ALL\"]\n          add = [\"SYS_ADMIN\"]", "it has capabilities"),
        Pod("requests = { cpu = \"1\", memory = \"1Gi\" }", "requests = { cpu = \"1\" }", "it asks for nothing"),
        Pod("limits   = { memory = \"1Gi\" }", "", "its memory has no limit"),
        Pod("readiness_probe {}", "", "nobody asks whether it is ready"),
        Pod("liveness_probe {}", "", "nobody asks whether it lives"));

    [Fact]
    public async Task Pod_that_does_none_is_no_fault() =>
        Assert.Empty(PodRule.FaultsOf(Assert.Single(await modules.ReadAsync([new Dictionary<string, string> { ["main.tf"] = HarmlessPod }]))));

    /// <summary>The pod with something bad in the place of something good.</summary>
    private static (Dictionary<string, string> Files, string Fault) Pod(string good, string bad, string fault)
    {
        Assert.Equal(2, HarmlessPod.Split(good).Length);
        return (new() { ["main.tf"] = HarmlessPod.Replace(good, bad, StringComparison.Ordinal) }, fault);
    }
}
