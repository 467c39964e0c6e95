using SpecCursor.Deployment.Tests.Terraform.Model;

namespace SpecCursor.Deployment.Tests.Terraform.Rules;

/// <summary>Whatever is declared is used.</summary>
internal static class UsageRule
{
    /// <summary>Every variable, local, data source, output and module of which nothing becomes.</summary>
    public static IReadOnlyList<string> FaultsOf(TerraformTree tree) => [.. tree.Modules.SelectMany(module => Unused(tree, module)), .. Uncalled(tree)];

    private static IEnumerable<string> Unused(TerraformTree tree, TerraformModule module)
    {
        // That a variable's own validation speaks of it is no use.
        var used = module.References
            .Where(reference => !reference.Place.StartsWith($"variable.{reference.Names.ElementAtOrDefault(1)}.", StringComparison.Ordinal))
            .Select(reference => string.Join('.', reference.Names) + ".")
            .ToList();
        var declared = new[]
        {
            module.Variables.Keys.Select(name => $"var.{name}"),
            module.Locals.Keys.Select(name => $"local.{name}"),
            module.Blocks.Where(block => block.Kind != "resource").Select(block => block.Address),
        }.SelectMany(names => names);
        return declared.Where(name => !used.Exists(use => use.StartsWith(name + ".", StringComparison.Ordinal)))
            .Concat(UnusedOutputs(tree, module))
            .Select(name => $"{module.Name}: {name} is used by nobody");
    }

    private static IEnumerable<string> UnusedOutputs(TerraformTree tree, TerraformModule module) =>
        module == tree.Root
            ? []
            : module.Outputs.Keys.Where(output => !Callers(tree, module).Any(call => call.Caller.References.Any(reference =>
                IsOf(reference.Names, call.Name, output))))
                .Select(output => $"output.{output}");

    // The module as a whole is all of its outputs.
    private static bool IsOf(IReadOnlyList<string> names, string call, string output) =>
        names[0] == "module" && names[1] == call && (names.Count == 2 || names[2] == output);

    private static IEnumerable<string> Uncalled(TerraformTree tree) =>
        tree.Modules.Where(module => module != tree.Root && !Callers(tree, module).Any()).Select(module => $"{module.Name} is called by nobody");

    private static IEnumerable<(TerraformModule Caller, string Name)> Callers(TerraformTree tree, TerraformModule module) =>
        from caller in tree.Modules
        from call in caller.Calls
        where tree.Find(caller, (string)call.Value["source"]!) == module
        select (caller, call.Key);
}
