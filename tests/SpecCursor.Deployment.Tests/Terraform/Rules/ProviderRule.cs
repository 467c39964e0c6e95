using System.Text.RegularExpressions;
using SpecCursor.Deployment.Tests.Terraform.Model;

namespace SpecCursor.Deployment.Tests.Terraform.Rules;

/// <summary>Modules say which providers they want, and Terraform's own version.</summary>
internal static class ProviderRule
{
    /// <summary>Every provider that is missing, not used, not pinned to a major version, or of another than its schema.</summary>
    public static IReadOnlyList<string> FaultsOf(TerraformTree tree) => [.. tree.Modules.SelectMany(module => FaultsOf(tree, module).Select(fault => $"{module.Name}: {fault}"))];

    private static IEnumerable<string> FaultsOf(TerraformTree tree, TerraformModule module)
    {
        var version = module.Bodies("terraform").Select(body => (string?)body["required_version"]).SingleOrDefault(text => text is not null);
        if (version is null || !version.StartsWith("~> ", StringComparison.Ordinal))
        {
            yield return "Terraform's version is not pinned by ~>";
        }

        var used = (module == tree.Root ? tree.Modules : [module]).SelectMany(one => one.Blocks).Select(block => block.Provider).ToHashSet(StringComparer.Ordinal);
        foreach (var provider in used.Where(provider => !module.Providers.ContainsKey(provider)))
        {
            yield return $"it does not say which {provider} it wants";
        }

        foreach (var (name, wanted) in module.Providers)
        {
            var schema = ProviderSchema.All.GetValueOrDefault(name);
            if (!used.Contains(name) || schema is null)
            {
                yield return $"it wants {name} and uses nothing of it";
            }
            else if ((string?)wanted["source"] != schema.Source || !Admits((string?)wanted["version"] ?? "", schema.Version))
            {
                yield return $"it wants {wanted["source"]} {wanted["version"]}, but the schema is of {schema.Source} {schema.Version}";
            }
        }
    }

    // "~> 6.1" is any 6 from 6.1.
    private static bool Admits(string constraint, string version) =>
        Regex.Match(constraint, @"^~> (\d+\.\d+)$") is { Success: true } match
        && new Version(match.Groups[1].Value) is var least
        && new Version(version) is var actual
        && actual.Major == least.Major
        && actual.Minor >= least.Minor;
}
