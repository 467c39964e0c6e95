using System.Text.Json.Nodes;
using SpecCursor.Backing.Files;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>An address elsewhere that nobody answers at: from the probe to the notification, and back.</summary>
[Collection(LiveApp.Collection)]
public sealed class ProbeTests(LiveApp live)
{
    [Fact]
    public async Task Registry_that_does_not_answer_is_told_and_its_return_too()
    {
        var file = Path.Combine(live.App.StateDirectory, "data", "prometheus", "configuration", "targets", "blackbox.json");
        var before = await File.ReadAllTextAsync(file);
        var targets = JsonNode.Parse(before)!.AsArray();
        var silent = targets[0]!.DeepClone();

        // The discard port: nobody listens there.
        silent["targets"] = new JsonArray("http://127.0.0.1:9/");
        silent["labels"]!["api"] = "nuget";
        targets.Add(silent);
        await ReplaceAsync(file, targets.ToJsonString());
        try
        {
            var told = await live.Sink.Slack.WaitAsync(body => Mentions(body, "RegistryUnreachable on worker (warning)") && Mentions(body, "The registry nuget"));
            Assert.Contains("docs/runbooks/RegistryUnreachable.md", told.ToJsonString(), StringComparison.Ordinal);
        }
        finally
        {
            await ReplaceAsync(file, before);
        }

        await live.Sink.Slack.WaitAsync(body => Mentions(body, "[RESOLVED] RegistryUnreachable on worker"));
    }

    // Renamed into place, as the application host does: Prometheus may read at any moment.
    private static async Task ReplaceAsync(string file, string text)
    {
        await File.WriteAllTextAsync(file + ".new", text);
        Directories.OpenToOthers(Path.GetDirectoryName(file)!);
        File.Move(file + ".new", file, overwrite: true);
    }

    private static bool Mentions(JsonObject body, string text) => body.ToString().Contains(text, StringComparison.Ordinal);
}
