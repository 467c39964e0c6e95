using System.Text.Json.Nodes;
using SpecCursor.Observability.Tests.Files;

namespace SpecCursor.Observability.Tests.Grafana;

/// <summary>The data sources that are provisioned.</summary>
internal static class DataSources
{
    public const string File = "containers/grafana/provisioning/datasources/speccursor.yml";

    /// <summary>By uid and type, as dashboards refer to them.</summary>
    public static IReadOnlyList<(string Uid, string Type)> Provisioned { get; } =
        [.. All().Select(source => (source["uid"]!.GetValue<string>(), source["type"]!.GetValue<string>()))];

    public static IEnumerable<JsonObject> All() => YamlFile.Read(File)["datasources"]!.AsArray().Select(source => source!.AsObject());

    public static JsonObject SettingsOf(string uid) => All().Single(source => source["uid"]!.GetValue<string>() == uid)["jsonData"]!.AsObject();
}
