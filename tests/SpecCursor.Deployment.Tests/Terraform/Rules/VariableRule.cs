using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SpecCursor.Deployment.Tests.Terraform.Model;

namespace SpecCursor.Deployment.Tests.Terraform.Rules;

/// <summary>Variables and outputs speak for themselves.</summary>
internal static class VariableRule
{
    /// <summary>Every variable without a type, a description or a validation, and every output without a description.</summary>
    public static IReadOnlyList<string> FaultsOf(TerraformTree tree) =>
    [
        .. from module in tree.Modules
           from fault in module.Variables.SelectMany(FaultsOfVariable).Concat(module.Outputs.Where(IsSilent).Select(output => $"output.{output.Key} has no description"))
           select $"{module.Name}: {fault}",
    ];

    private static IEnumerable<string> FaultsOfVariable(KeyValuePair<string, JsonObject> variable)
    {
        var (name, body) = variable;
        if (IsSilent(variable))
        {
            yield return $"var.{name} has no description";
        }

        var type = (string?)body["type"] ?? "";
        if (type.Length == 0 || Regex.IsMatch(type, @"\bany\b"))
        {
            yield return $"var.{name} has no type, or any";
        }

        // A bool admits no wrong value.
        var validations = body["validation"]?.AsArray() ?? [];
        if (type != "${bool}" && validations.Count == 0)
        {
            yield return $"var.{name} is not validated";
        }
        else if (validations.Any(validation => !validation!["condition"]!.ToString().Contains($"var.{name}", StringComparison.Ordinal)))
        {
            yield return $"var.{name} has a validation that does not look at it";
        }
    }

    private static bool IsSilent(KeyValuePair<string, JsonObject> block) => string.IsNullOrWhiteSpace((string?)block.Value["description"]);
}
