using SpecCursor.Deployment.Tests.Terraform.Hcl;
using SpecCursor.Deployment.Tests.Terraform.Model;

namespace SpecCursor.Deployment.Tests.Terraform.Rules;

/// <summary>An output that tells a secret says so: Terraform would print it otherwise.</summary>
internal static class OutputRule
{
    // Of these some attribute is secret.
    private static readonly HashSet<string> Secretive = new(StringComparer.Ordinal)
    {
        "aws_secretsmanager_secret_version", "aws_ssm_parameter", "aws_iam_access_key", "aws_db_instance", "aws_eks_cluster_auth", "kubernetes_secret_v1", "random_password", "tls_private_key",
    };

    /// <summary>Every output that tells a secret and is not marked sensitive.</summary>
    public static IReadOnlyList<string> FaultsOf(TerraformTree tree) =>
    [
        .. from module in tree.Modules
           from output in module.Outputs
           where !(output.Value["sensitive"]?.GetValue<bool>() ?? false) && References(module, $"output.{output.Key}.").Any(reference => IsSecret(tree, module, reference))
           select $"{module.Name}: output.{output.Key} tells a secret and is not sensitive",
    ];

    private static IEnumerable<HclReference> References(TerraformModule module, string place) => module.References.Where(reference => reference.Place.StartsWith(place, StringComparison.Ordinal));

    private static bool IsSecret(TerraformTree tree, TerraformModule module, HclReference reference)
    {
        var names = reference.Names;
        return names[0] switch
        {
            "ephemeral" => true,
            "var" => module.Variables.GetValueOrDefault(names[1])?["sensitive"]?.GetValue<bool>() ?? false,
            "local" => module.References.Where(other => IsOfLocal(other, names[1])).Any(other => IsSecret(tree, module, other)),
            "module" when names.Count > 2 => tree.Find(module, (string)module.Calls[names[1]]["source"]!) is { } child
                && child.Outputs.TryGetValue(names[2], out var output)
                && (output["sensitive"] is not null || References(child, $"output.{names[2]}.").Any(other => IsSecret(tree, child, other))),
            "data" => Secretive.Contains(names[1]),
            _ => Secretive.Contains(names[0]),
        };
    }

    private static bool IsOfLocal(HclReference reference, string name) =>
        reference.Place.Split('.') is ["locals", _, var local, ..] && local == name && !(reference.Names[0] == "local" && reference.Names[1] == name);
}
