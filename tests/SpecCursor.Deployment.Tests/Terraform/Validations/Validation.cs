using System.Text.Json.Nodes;
using SpecCursor.Deployment.Tests.Terraform.Hcl;
using SpecCursor.Deployment.Tests.Terraform.Model;

namespace SpecCursor.Deployment.Tests.Terraform.Validations;

/// <summary>One validation of a variable.</summary>
/// <param name="Module">The module.</param>
/// <param name="Variable">The variable's name.</param>
/// <param name="Condition">What has to hold.</param>
internal sealed record Validation(TerraformModule Module, string Variable, string Condition)
{
    /// <summary>All validations of a module.</summary>
    public static IEnumerable<Validation> Of(TerraformModule module) =>
        from variable in module.Variables
        from validation in variable.Value["validation"]?.AsArray() ?? []
        let condition = (string)validation!["condition"]!
        select new Validation(module, variable.Key, Bare(condition));

    /// <summary>The question whether a value passes, with the values that other variables have.</summary>
    /// <param name="value">The value.</param>
    /// <param name="others">The values of other variables, by their names.</param>
    public HclQuestion Of(JsonNode? value, IReadOnlyDictionary<string, JsonNode?> others) => new(
        Condition,
        Module.Variables.Where(variable => variable.Key == Variable || Condition.Contains($"var.{variable.Key}", StringComparison.Ordinal)).ToDictionary(
            variable => variable.Key,
            variable => new HclVariable(Bare((string)variable.Value["type"]!), variable.Key == Variable ? value : others[variable.Key])));

    // An expression that is no literal comes in a template.
    private static string Bare(string expression) => expression.StartsWith("${", StringComparison.Ordinal) && expression.EndsWith('}') ? expression[2..^1] : expression;
}
