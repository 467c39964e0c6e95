namespace SpecCursor.Deployment.Tests.Terraform.Model;

/// <summary>The programs that modules run.</summary>
internal static class Programs
{
    /// <summary>All of them, by their modules.</summary>
    public static IReadOnlyList<DeployedProgram> In(TerraformTree tree) =>
        [.. tree.Modules.Where(module => module.Calls.ContainsKey("workload")).Select(module => new DeployedProgram(module, module.Calls["workload"]))];
}
