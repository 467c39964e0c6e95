using SpecCursor.Deployment.Tests.Terraform.Model;

namespace SpecCursor.Deployment.Tests.Terraform.Rules;

/// <summary>Modules are called with what they take.</summary>
internal static class CallRule
{
    private static readonly HashSet<string> Meta = new(StringComparer.Ordinal) { "source", "count", "for_each", "depends_on", "providers" };

    /// <summary>Every argument that a module does not know or misses, and every module that does not exist.</summary>
    public static IReadOnlyList<string> FaultsOf(TerraformTree tree) =>
    [
        .. from caller in tree.Modules
           from call in caller.Calls
           let given = call.Value.Select(argument => argument.Key).Where(name => !Meta.Contains(name)).ToHashSet(StringComparer.Ordinal)
           from fault in FaultsOf(tree.Find(caller, (string)call.Value["source"]!), given)
           select $"{caller.Name}, module.{call.Key}: {fault}",
    ];

    private static IEnumerable<string> FaultsOf(TerraformModule? module, HashSet<string> given)
    {
        if (module is null)
        {
            return ["no such module"];
        }

        var required = module.Variables.Where(variable => !variable.Value.ContainsKey("default")).Select(variable => variable.Key);
        return given.Where(name => !module.Variables.ContainsKey(name)).Select(name => $"it takes no {name}")
            .Concat(required.Where(name => !given.Contains(name)).Select(name => $"it wants {name}"));
    }
}
