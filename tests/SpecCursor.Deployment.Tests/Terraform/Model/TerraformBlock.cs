using System.Text.Json.Nodes;

namespace SpecCursor.Deployment.Tests.Terraform.Model;

/// <summary>A resource, a data source or an ephemeral resource.</summary>
/// <param name="Kind"><c>resource</c>, <c>data</c> or <c>ephemeral</c>.</param>
/// <param name="Type">Such as <c>aws_vpc</c>.</param>
/// <param name="Name">What the module calls it.</param>
/// <param name="Body">Its arguments and blocks.</param>
internal sealed record TerraformBlock(string Kind, string Type, string Name, JsonObject Body)
{
    /// <summary>The provider that it belongs to.</summary>
    public string Provider => Type.Split('_')[0];

    /// <summary>As expressions refer to it.</summary>
    public string Address => Kind == "resource" ? $"{Type}.{Name}" : $"{Kind}.{Type}.{Name}";

    /// <summary>The bodies of a nested block, whether it stands there or is made by <c>dynamic</c>.</summary>
    /// <param name="body">What it is nested in.</param>
    /// <param name="name">The block's name.</param>
    public static IReadOnlyList<JsonObject> Nested(JsonObject body, string name) =>
    [
        .. (body[name] as JsonArray ?? []).Select(block => block!.AsObject()),
        .. (body["dynamic"]?[name] as JsonArray ?? []).SelectMany(block => block!["content"]!.AsArray()).Select(content => content!.AsObject()),
    ];

    /// <summary>The only body at a path of nested blocks, such as <c>spec.template.spec</c>; fails where there is another number of them.</summary>
    public JsonObject At(string path) => path.Split('.').Aggregate(Body, (body, name) => Assert.Single(Nested(body, name)));
}
