using System.Text.Json.Nodes;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Grafana;

/// <summary>A dashboard as it is provisioned.</summary>
/// <param name="File">The file, from the root of the repository.</param>
/// <param name="Json">Its content.</param>
internal sealed record Dashboard(string File, JsonObject Json)
{
    private const string Directory = "containers/grafana/dashboards";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Dashboard> All { get; } = [.. Repository.FilesBelow(Directory, "*.json").Select(Read)];

    public string Uid => Json["uid"]!.GetValue<string>();

    public string Title => Json["title"]!.GetValue<string>();

    /// <summary>Panels and rows alike.</summary>
    public IEnumerable<JsonObject> Elements => Json["panels"]!.AsArray().Select(panel => panel!.AsObject());

    public IEnumerable<Panel> Panels => Elements.Where(panel => panel["type"]!.GetValue<string>() != "row").Select(panel => new Panel(panel));

    public IEnumerable<JsonObject> Variables => Json["templating"]!["list"]!.AsArray().Select(variable => variable!.AsObject());

    public IEnumerable<JsonObject> Annotations => Json["annotations"]!["list"]!.AsArray().Select(annotation => annotation!.AsObject());

    private static Dashboard Read(string file) => new(file, JsonNode.Parse(System.IO.File.ReadAllText(Repository.PathOf(file)))!.AsObject());
}
