using System.Text.Json;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Terraform.Model;

/// <summary>What a provider says of its types, from the folder <c>Schemas</c>.</summary>
/// <param name="Package">The package that it was made from.</param>
/// <param name="Source">The provider, as <c>required_providers</c> names it.</param>
/// <param name="Version">The provider's version.</param>
/// <param name="Types">Kind and type, such as <c>resource aws_vpc</c>.</param>
internal sealed record ProviderSchema(string Package, string Source, string Version, IReadOnlyDictionary<string, TypeSchema> Types)
{
    private const string Folder = "tests/SpecCursor.Deployment.Tests/Terraform/Schemas";

    /// <summary>All of them by the provider's name.</summary>
    public static IReadOnlyDictionary<string, ProviderSchema> All { get; } =
        Repository.FilesBelow(Folder, "*.json").ToDictionary(path => Path.GetFileNameWithoutExtension(path), Load, StringComparer.Ordinal);

    /// <summary>What is known of a type; null for nothing.</summary>
    public static TypeSchema? Of(string kind, string type) =>
        All.GetValueOrDefault(type.Split('_')[0])?.Types.GetValueOrDefault($"{kind} {type}");

    private static ProviderSchema Load(string path) =>
        JsonSerializer.Deserialize<ProviderSchema>(File.ReadAllText(Repository.PathOf(path)), JsonSerializerOptions.Web)!;
}
