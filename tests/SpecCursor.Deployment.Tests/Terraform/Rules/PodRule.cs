using System.Text.Json.Nodes;
using SpecCursor.Deployment.Tests.Terraform.Model;

namespace SpecCursor.Deployment.Tests.Terraform.Rules;

/// <summary>
/// A pod can do nothing but its work: what Kubernetes' level <c>restricted</c> asks for, a read-only root, no token unless a variable says
/// so, limits, and probes.
/// </summary>
internal static class PodRule
{
    private static readonly string[] ContainerKinds = ["container", "init_container"];
    private static readonly string[] HostNamespaces = ["host_network", "host_pid", "host_ipc"];

    /// <summary>Everything that a pod could do beyond its work.</summary>
    public static IReadOnlyList<string> FaultsOf(TerraformTree tree) =>
    [
        .. from module in tree.Modules
           from block in module.Blocks
           from pod in PodsIn(block.Body)
           from fault in FaultsOfPod(module, pod).Concat(ContainerKinds.SelectMany(kind => TerraformBlock.Nested(pod, kind)).SelectMany(FaultsOfContainer))
           select $"{module.Name}, {block.Address}: {fault}",
    ];

    /// <summary>The specifications of pods: whatever has containers.</summary>
    public static IEnumerable<JsonObject> PodsIn(JsonNode? node) => node switch
    {
        JsonObject body when TerraformBlock.Nested(body, "container").Count > 0 => [body],
        JsonObject body => body.SelectMany(entry => PodsIn(entry.Value)),
        JsonArray list => list.SelectMany(PodsIn),
        _ => [],
    };

    private static IEnumerable<string> FaultsOfPod(TerraformModule module, JsonObject pod)
    {
        var security = TerraformBlock.Nested(pod, "security_context").SingleOrDefault() ?? [];
        var seccomp = TerraformBlock.Nested(security, "seccomp_profile").SingleOrDefault();
        return Faults(
            (IsTrue(security["run_as_non_root"]), "it may run as root"),
            (IsPositive(module, security["run_as_user"]), "its user may be root"),
            ((string?)seccomp?["type"] == "RuntimeDefault", "it may call anything of the kernel"),
            (IsFalseUnlessAsked(module, pod["automount_service_account_token"]), "it has a token of Kubernetes' API"),
            (!HostNamespaces.Any(pod.ContainsKey), "it lives in the node's namespaces"),
            (!TerraformBlock.Nested(pod, "volume").Any(volume => TerraformBlock.Nested(volume, "host_path").Count > 0), "it mounts the node's files"));
    }

    private static IEnumerable<string> FaultsOfContainer(JsonObject container)
    {
        var security = TerraformBlock.Nested(container, "security_context").SingleOrDefault() ?? [];
        var capabilities = TerraformBlock.Nested(security, "capabilities").SingleOrDefault() ?? [];
        var resources = TerraformBlock.Nested(container, "resources").SingleOrDefault() ?? [];
        return Faults(
            (IsFalse(security["allow_privilege_escalation"]), "it may gain privileges"),
            (security["privileged"] is null || IsFalse(security["privileged"]), "it is privileged"),
            (IsTrue(security["read_only_root_filesystem"]), "it may write on its root"),
            (capabilities["drop"]?.ToJsonString() == "[\"ALL\"]" && !capabilities.ContainsKey("add"), "it has capabilities"),
            (resources["requests"]?["cpu"] is not null && resources["requests"]?["memory"] is not null, "it asks for nothing"),
            (resources["limits"]?["memory"] is not null, "its memory has no limit"),
            (TerraformBlock.Nested(container, "readiness_probe").Count == 1, "nobody asks whether it is ready"),
            (TerraformBlock.Nested(container, "liveness_probe").Count == 1, "nobody asks whether it lives"));
    }

    private static IEnumerable<string> Faults(params (bool IsGood, string Fault)[] checks) =>
        checks.Where(check => !check.IsGood).Select(check => check.Fault);

    private static bool IsTrue(JsonNode? value) => value is JsonValue literal && literal.TryGetValue(out bool answer) && answer;

    private static bool IsFalse(JsonNode? value) => value is JsonValue literal && literal.TryGetValue(out bool answer) && !answer;

    private static bool IsPositive(TerraformModule module, JsonNode? value) =>
        value is JsonValue literal
        && ((literal.TryGetValue(out int number) && number > 0)
            || VariableOf(module, value) is { } variable
                && variable.Body["validation"]!.AsArray().Any(validation => (string?)validation!["condition"] == $"${{var.{variable.Name} > 0}}"));

    private static bool IsFalseUnlessAsked(TerraformModule module, JsonNode? value) =>
        IsFalse(value) || VariableOf(module, value) is { } variable && IsFalse(variable.Body["default"]);

    private static (string Name, JsonObject Body)? VariableOf(TerraformModule module, JsonNode? value)
    {
        var text = value is JsonValue literal && literal.TryGetValue(out string? expression) ? expression : "";
        var name = text.StartsWith("${var.", StringComparison.Ordinal) ? text["${var.".Length..^1] : "";
        return module.Variables.TryGetValue(name, out var body) ? (name, body) : null;
    }
}
