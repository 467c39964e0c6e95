using System.Text.Json.Nodes;
using SpecCursor.Observability.Tests.Files;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Terraform;

/// <summary>Alertmanager's own file, which the module loads.</summary>
internal static class AlertmanagerFile
{
    private const string Path = "containers/alertmanager/alertmanager.yml";

    /// <summary>What stands in it.</summary>
    public static string Text => File.ReadAllText(Repository.PathOf(Path));

    /// <summary>One of its receivers.</summary>
    public static JsonObject Receiver(string name) =>
        YamlFile.Read(Path)["receivers"]!.AsArray().Single(receiver => (string?)receiver!["name"] == name)!.AsObject();
}
