using System.Text.Json.Nodes;

namespace SpecCursor.Observability.Tests.Grafana;

/// <summary>A panel of a dashboard; rows are none.</summary>
/// <param name="Json">Its JSON.</param>
internal sealed record Panel(JsonObject Json)
{
    public string Title => Json["title"]!.GetValue<string>();

    public string Type => Json["type"]!.GetValue<string>();

    public string Description => Json["description"]?.GetValue<string>() ?? "";

    public JsonObject Defaults => Json["fieldConfig"]!["defaults"]!.AsObject();

    public IEnumerable<JsonObject> Targets => Json["targets"]!.AsArray().Select(target => target!.AsObject());

    /// <summary>The unit in which a target's values are shown: a table's column may have its own.</summary>
    public string? UnitOf(string refId) =>
        Overrides($"Value #{refId}").Where(property => property["id"]!.GetValue<string>() == "unit").Select(property => property["value"]!.GetValue<string>())
            .LastOrDefault() ?? Defaults["unit"]?.GetValue<string>();

    private IEnumerable<JsonObject> Overrides(string field) => Json["fieldConfig"]!["overrides"]!.AsArray()
        .Where(rule => rule!["matcher"]!["options"]?.GetValue<string>() == field)
        .SelectMany(rule => rule!["properties"]!.AsArray().Select(property => property!.AsObject()));
}
