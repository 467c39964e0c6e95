using SpecCursor.Deployment.Tests.Terraform.Model;
using SpecCursor.Deployment.Tests.Terraform.Rules;

namespace SpecCursor.Deployment.Tests.Terraform;

/// <summary>What is wrong is found: small modules, each with one fault.</summary>
[Collection(ObservabilityModules.Collection)]
public sealed class FaultTests(ObservabilityModules modules)
{
    private const string Child =
        """
        variable "size" {
          description = "How much."
          type        = object({ gib = number })

          validation {
            condition     = var.size.gib > 0
            error_message = "More."
          }
        }

        output "twice" {
          description = "Twice as much."
          value       = var.size.gib * 2
        }
        """;

    [Fact]
    public async Task What_is_no_HCL_is_a_fault()
    {
        string[] texts = ["resource \"aws_vpc\" \"this\" {", "locals {\n  a = [1, 2\n}", "locals {\n  a = 1\n  a = 2\n}"];

        Assert.All(await modules.ReadAsync([.. texts.Select(Only)]), tree => Assert.NotNull(Assert.Single(tree.Files).Error));
    }

    [Fact]
    public async Task Format_is_canonical_or_not()
    {
        string[] texts = ["locals {\n  a   = 1\n  bcd = 2\n}\n", "locals {\n  a = 1\n  bcd = 2\n}\n", "locals {\n    a = 1\n}\n"];

        Assert.Equal([true, false, false], (await modules.ReadAsync([.. texts.Select(Only)])).Select(tree => Assert.Single(tree.Files).Canonical));
    }

    [Fact]
    public Task Reference_to_nothing_is_a_fault() => modules.AssertFaultsAsync(
        ReferenceRule.FaultsOf,
        Local("local.b", "no such local"),
        Local("var.b", "no such variable"),
        Local("module.b.twice", "no such module"),
        Local("module.child.thrice", "no output thrice"),
        Local("aws_vpc.other.id", "nothing is called that"),
        Local("data.aws_vpc.this.id", "nothing is called that"),
        Local("aws_vpc.this.identity", "it has no identity"),
        Local("aws_vpc.this[*].identity", "it has no identity"),
        Local("[for network in aws_vpc.this : network.identity]", "it has no identity"),
        Local("\"in a text: ${local.b}\"", "no such local"),
        Local("merge({}, { (local.b) = 1 })", "no such local"),
        Local("[for name in [1] : nme]", "nothing is called that"),
        Local("each.key", "nothing is called that"),
        Local("path.here", "no such path"));

    [Fact]
    public Task Attribute_that_a_variable_does_not_have_is_a_fault() => modules.AssertFaultsAsync(
        ReferenceRule.FaultsOf,
        (Only($"{Child}\n\nlocals {{\n  a = var.size.mib\n}}\n"), "its type has no mib"),
        (Only($"{Child}\n\nlocals {{\n  a = [for item in [var.size.mib] : item]\n}}\n"), "its type has no mib"));

    [Fact]
    public async Task Repeated_block_has_a_name_for_its_turn()
    {
        var trees = await modules.ReadAsync(
        [
            Only(Resource("aws_vpc", "for_each = { a = 1 }\n  cidr_block = each.key")),
            Only(Resource("aws_vpc", "count = 2\n  cidr_block = count.index")),
            Only(Resource("aws_vpc", "dynamic \"timeouts\" {\n    for_each = [1]\n    content {\n      create = timeouts.value\n    }\n  }")),
        ]);

        Assert.All(trees, tree => Assert.Empty(ReferenceRule.FaultsOf(tree)));
    }

    [Fact]
    public Task Module_that_is_called_wrongly_is_a_fault() => modules.AssertFaultsAsync(
        CallRule.FaultsOf,
        (WithChild("module \"child\" {\n  source = \"./child\"\n}\n"), "it wants size"),
        (WithChild("module \"child\" {\n  source = \"./child\"\n  size   = { gib = 1 }\n  colour = 1\n}\n"), "it takes no colour"),
        (WithChild("module \"child\" {\n  source = \"./other\"\n}\n"), "no such module"));

    [Fact]
    public Task What_nobody_uses_is_a_fault() => modules.AssertFaultsAsync(
        UsageRule.FaultsOf,
        (Only("data \"aws_region\" \"this\" {}\n"), "data.aws_region.this"),
        (Only("locals {\n  a = 1\n}\n"), "local.a"),
        (Only("variable \"a\" {\n  validation {\n    condition = var.a > 0\n  }\n}\n"), "var.a"),
        (WithChild("module \"child\" {\n  source = \"./child\"\n}\n"), "output.twice"),
        (new() { ["main.tf"] = "", ["child/main.tf"] = "locals {}\n" }, "child is called by nobody"));

    [Fact]
    public Task Variable_or_output_that_does_not_speak_for_itself_is_a_fault() => modules.AssertFaultsAsync(
        VariableRule.FaultsOf,
        (Only("variable \"a\" {\n  type = bool\n}\n"), "has no description"),
        (Only("variable \"a\" {\n  description = \"A.\"\n  validation {\n    condition = var.a > 0\n  }\n}\n"), "has no type"),
        (Only("variable \"a\" {\n  description = \"A.\"\n  type = list(any)\n  validation {\n    condition = length(var.a) > 0\n  }\n}\n"), "or any"),
        (Only("variable \"a\" {\n  description = \"A.\"\n  type = string\n}\n"), "is not validated"),
        (Only("variable \"a\" {\n  description = \"A.\"\n  type = string\n  validation {\n    condition = true\n  }\n}\n"), "does not look at it"),
        (Only("output \"a\" {\n  value = 1\n}\n"), "output.a has no description"));

    [Fact]
    public Task Resource_that_its_provider_would_refuse_is_a_fault() => modules.AssertFaultsAsync(
        SchemaRule.FaultsOf,
        (Only(Resource("aws_vpc", "cidr = \"10.0.0.0/16\"")), "there is no cidr"),
        (Only(Resource("aws_vpc", "enable_dns_support = \"yes\"")), "enable_dns_support is no bool"),
        (Only(Resource("aws_vpc", "tags = [\"a\"]")), "tags is no map(string)"),
        (Only(Resource("aws_vpc", "tags {\n  }")), "tags is no map(string)"),
        (Only(Resource("aws_iam_role", "name = \"a\"")), "it wants assume_role_policy"),
        (Only(Resource("kubernetes_namespace_v1", "")), "it wants a block metadata"),
        (Only(Resource("kubernetes_namespace_v1", "metadata = {}")), "metadata is a block, not an argument"),
        (Only(Resource("kubernetes_namespace_v1", "metadata {\n  }\n  metadata {\n  }")), "metadata may be there once"),
        (Only(Resource("kubernetes_namespace_v1", "metadata {\n    title = \"a\"\n  }")), ".metadata: there is no title"),
        (Only(Resource("kubernetes_namespace_v1", "dynamic \"metadata\" {\n    for_each = [1]\n    content {\n      title = \"a\"\n    }\n  }")), ".metadata: there is no title"),
        (Only(Resource("aws_sqs_queue", "")), "no schema of it"));

    [Fact]
    public Task Provider_that_is_not_pinned_is_a_fault() => modules.AssertFaultsAsync(
        ProviderRule.FaultsOf,
        (Only(Resource("aws_vpc", "") + Wanted("~> 1.11")), "does not say which aws"),
        (Only(Resource("aws_vpc", "") + Wanted(">= 1.11", ("aws", "hashicorp/aws", "~> 6.0"))), "Terraform's version is not pinned"),
        (Only(Resource("aws_vpc", "") + Wanted("~> 1.11", ("aws", "hashicorp/aws", ">= 6.0"))), "but the schema is of"),
        (Only(Resource("aws_vpc", "") + Wanted("~> 1.11", ("aws", "hashicorp/aws", "~> 5.0"))), "but the schema is of"),
        (Only(Resource("aws_vpc", "") + Wanted("~> 1.11", ("aws", "somebody/aws", "~> 6.0"))), "but the schema is of"),
        (Only(Wanted("~> 1.11", ("aws", "hashicorp/aws", "~> 6.0"))), "uses nothing of it"));

    [Fact]
    public async Task File_that_does_not_exist_matches_nothing()
    {
        string[] expressions =
        [
            "file(\"${path.module}/a.yml\")",
            "file(\"${local.source}/a.yml\")",
            "[for path in [\"b.yml\", \"a.yml\"] : file(\"${path.module}/${path}\")]",
            "fileset(path.module, \"*.json\")",
            "file(var.path)",
        ];

        Assert.All(await LoadedAsync(expressions), tree => Assert.Empty(Assert.Single(Assert.Single(tree.Files).Loads).Matches));
    }

    [Fact]
    public async Task File_that_exists_is_found()
    {
        string[] expressions =
        [
            "file(\"${path.module}/b.yml\")",
            "file(\"${local.source}/b.yml\")",
            "{ for name in fileset(path.module, \"*.yml\") : name => file(\"${path.module}/${name}\") }",
            "[for name in setunion([\"b.yml\"], fileset(local.source, \"b*\")) : file(\"${local.source}/${name}\")]",
        ];

        Assert.All(await LoadedAsync(expressions), tree => Assert.All(Assert.Single(tree.Files).Loads, load => Assert.Equal("b.yml", load.Matches.Distinct().Single())));
    }

    private Task<IReadOnlyList<TerraformTree>> LoadedAsync(IEnumerable<string> expressions) => modules.ReadAsync(
        [.. expressions.Select(expression => new Dictionary<string, string> { ["main.tf"] = $"locals {{\n  source = path.module\n  a = {expression}\n}}\n", ["b.yml"] = "text" })]);

    private static Dictionary<string, string> Only(string text) => new() { ["main.tf"] = text };

    private static Dictionary<string, string> WithChild(string text) => new() { ["main.tf"] = text, ["child/main.tf"] = Child };

    private static (Dictionary<string, string> Files, string Fault) Local(string expression, string fault) =>
        (WithChild($"module \"child\" {{\n  source = \"./child\"\n  size = {{ gib = 1 }}\n}}\n\n{Resource("aws_vpc", "")}\nlocals {{\n  a = {expression}\n}}\n"), fault);

    private static string Resource(string type, string body) => $"resource \"{type}\" \"this\" {{\n  {body}\n}}\n";

    private static string Wanted(string version, params (string Name, string Source, string Version)[] providers)
    {
        var wanted = providers.Select(provider => $"    {provider.Name} = {{\n      source = \"{provider.Source}\"\n      version = \"{provider.Version}\"\n    }}\n");
        return $"\nterraform {{\n  required_version = \"{version}\"\n  required_providers {{\n{string.Concat(wanted)}  }}\n}}\n";
    }
}
