using SpecCursor.Deployment.Tests.Terraform.Model;
using SpecCursor.Deployment.Tests.Terraform.Rules;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Terraform;

/// <summary>What Terraform itself would say of the modules, were there providers to say it with.</summary>
[Collection(ObservabilityModules.Collection)]
public sealed class LanguageTests(ObservabilityModules modules)
{
    private static readonly string[] Parts = ["main.tf", "outputs.tf", "variables.tf", "versions.tf"];

    [Fact]
    public void Every_file_is_HCL_in_its_canonical_format()
    {
        Assert.Equal(Repository.FilesBelow(TerraformTree.Observability, "*.tf").Count, modules.Tree.Files.Count);
        Assert.Empty(modules.Tree.Files.Where(file => file.Error is not null).Select(file => $"{file.Path}: {file.Error}"));
        Assert.Empty(modules.Tree.Files.Where(file => file.Canonical is not true).Select(file => file.Path));
    }

    [Fact]
    public void Every_module_has_the_same_four_files() =>
        Assert.All(modules.Tree.Modules, module => Assert.Equal(Parts, module.Files.Select(file => Path.GetFileName(file.Path))));

    [Fact]
    public void Every_reference_resolves() => Assert.Empty(ReferenceRule.FaultsOf(modules.Tree));

    [Fact]
    public void Every_module_is_called_with_what_it_takes() => Assert.Empty(CallRule.FaultsOf(modules.Tree));

    [Fact]
    public void Every_variable_local_and_output_is_used() => Assert.Empty(UsageRule.FaultsOf(modules.Tree));

    [Fact]
    public void Every_variable_is_typed_described_and_validated_and_every_output_described() => Assert.Empty(VariableRule.FaultsOf(modules.Tree));

    [Fact]
    public void Every_resource_follows_the_schema_of_its_provider() => Assert.Empty(SchemaRule.FaultsOf(modules.Tree));

    [Fact]
    public void Every_module_says_which_providers_it_wants() => Assert.Empty(ProviderRule.FaultsOf(modules.Tree));

    [Fact]
    public void Schemas_have_no_type_that_no_module_uses()
    {
        var used = modules.Tree.Modules.SelectMany(module => module.Blocks).Select(block => $"{block.Kind} {block.Type}").Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(used, ProviderSchema.All.Values.SelectMany(schema => schema.Types.Keys).Order(StringComparer.Ordinal));
    }
}
