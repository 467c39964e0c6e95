using System.Text.Json.Nodes;
using SpecCursor.Deployment.Tests.Terraform.Hcl;

namespace SpecCursor.Deployment.Tests.Terraform.Model;

/// <summary>The files of one directory.</summary>
/// <param name="Directory">The directory, from the root module's.</param>
/// <param name="Files">The files in it.</param>
internal sealed record TerraformModule(string Directory, IReadOnlyList<HclFile> Files)
{
    private static readonly string[] ResourceKinds = ["resource", "data", "ephemeral"];

    /// <summary>What people call it.</summary>
    public string Name => Directory.Length == 0 ? "root" : Path.GetFileName(Directory);

    /// <summary>The variables by their names.</summary>
    public IReadOnlyDictionary<string, JsonObject> Variables => Named("variable");

    /// <summary>The outputs by their names.</summary>
    public IReadOnlyDictionary<string, JsonObject> Outputs => Named("output");

    /// <summary>The calls of other modules by their names.</summary>
    public IReadOnlyDictionary<string, JsonObject> Calls => Named("module");

    /// <summary>The locals by their names.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Locals =>
        Bodies("locals").SelectMany(body => body).ToDictionary(local => local.Key, local => local.Value, StringComparer.Ordinal);

    /// <summary>Resources, data sources and ephemeral resources.</summary>
    public IReadOnlyList<TerraformBlock> Blocks =>
    [
        .. from file in Files
           from kind in ResourceKinds
           from type in file.Body[kind]?.AsObject() ?? []
           from block in type.Value!.AsObject()
           select new TerraformBlock(kind, type.Key, block.Key, block.Value!.AsArray().Single()!.AsObject()),
    ];

    /// <summary>What its expressions refer to.</summary>
    public IEnumerable<HclReference> References => Files.SelectMany(file => file.References);

    /// <summary>What the block <c>terraform</c> wants of providers: name to its settings.</summary>
    public IReadOnlyDictionary<string, JsonObject> Providers =>
        Bodies("terraform")
            .SelectMany(body => body["required_providers"]?.AsArray() ?? [])
            .SelectMany(providers => providers!.AsObject())
            .ToDictionary(provider => provider.Key, provider => provider.Value!.AsObject(), StringComparer.Ordinal);

    /// <summary>The bodies of all blocks of a type without labels.</summary>
    public IEnumerable<JsonObject> Bodies(string type) =>
        Files.SelectMany(file => file.Body[type]?.AsArray() ?? []).Select(body => body!.AsObject());

    private Dictionary<string, JsonObject> Named(string type) =>
        Files.SelectMany(file => file.Body[type]?.AsObject() ?? [])
            .ToDictionary(block => block.Key, block => block.Value!.AsArray().Single()!.AsObject(), StringComparer.Ordinal);
}
