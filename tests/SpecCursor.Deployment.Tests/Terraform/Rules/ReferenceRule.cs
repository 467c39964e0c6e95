using System.Text.RegularExpressions;
using SpecCursor.Deployment.Tests.Terraform.Hcl;
using SpecCursor.Deployment.Tests.Terraform.Model;

namespace SpecCursor.Deployment.Tests.Terraform.Rules;

/// <summary>Whatever is referred to exists.</summary>
internal static class ReferenceRule
{
    private static readonly string[] Paths = ["module", "root", "cwd"];

    /// <summary>Every reference to nothing.</summary>
    public static IReadOnlyList<string> FaultsOf(TerraformTree tree) =>
    [
        .. from module in tree.Modules
           from reference in module.References
           let fault = reference.Bound ? null : FaultOf(tree, module, reference)
           where fault is not null
           select $"{module.Name}, {reference.Place}: {reference.Text}: {fault}",
    ];

    private static string? FaultOf(TerraformTree tree, TerraformModule module, HclReference reference)
    {
        var names = reference.Names;
        var second = names.ElementAtOrDefault(1) ?? "";
        return names[0] switch
        {
            "var" => OfVariable(module, reference, second),
            "local" => module.Locals.ContainsKey(second) ? null : "no such local",
            "module" => OfModule(tree, module, names, second),
            "path" => Paths.Contains(second) ? null : "no such path",
            "data" or "ephemeral" => OfBlock(module, names[0], [.. names.Skip(1)]),
            _ => OfBlock(module, "resource", names),
        };
    }

    private static string? OfVariable(TerraformModule module, HclReference reference, string name)
    {
        if (!module.Variables.TryGetValue(name, out var variable))
        {
            return "no such variable";
        }

        // Of an object, an attribute is named right after it; of a list or a map, after an index.
        var attribute = reference.Segments.ElementAtOrDefault(2);
        return attribute is null or "[]" || Regex.IsMatch((string?)variable["type"] ?? "", $@"\b{Regex.Escape(attribute)}\s*=")
            ? null
            : $"its type has no {attribute}";
    }

    private static string? OfModule(TerraformTree tree, TerraformModule module, IReadOnlyList<string> names, string name)
    {
        if (!module.Calls.TryGetValue(name, out var call))
        {
            return "no such module";
        }

        var output = names.ElementAtOrDefault(2);
        return output is null || tree.Find(module, (string)call["source"]!)?.Outputs.ContainsKey(output) == true ? null : $"it has no output {output}";
    }

    private static string? OfBlock(TerraformModule module, string kind, IReadOnlyList<string> names)
    {
        if (names.Count < 2 || !module.Blocks.Any(block => block.Kind == kind && block.Type == names[0] && block.Name == names[1]))
        {
            return "nothing is called that";
        }

        var attribute = names.ElementAtOrDefault(2);
        return attribute is null || ProviderSchema.Of(kind, names[0])?.Attributes.Contains(attribute) == true ? null : $"it has no {attribute}";
    }
}
