using System.Text.Json.Nodes;
using SpecCursor.Observability.Tests.Files;

namespace SpecCursor.Deployment.Tests.Terraform;

/// <summary>The programs' own files.</summary>
internal static class Files
{
    public static JsonObject Alertmanager => YamlFile.Read("containers/alertmanager/alertmanager.yml");

    public static JsonObject Receiver(string name) =>
        Alertmanager["receivers"]!.AsArray().Single(receiver => (string?)receiver!["name"] == name)!.AsObject();
}
