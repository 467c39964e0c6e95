using System.Text.Json.Nodes;
using SpecCursor.Backing.Files;
using SpecCursor.Contracts.Api;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>An address elsewhere that nobody answers at: from the probe to the notification, and back.</summary>
[Collection(LiveApp.Collection)]
public sealed class ProbeTests(LiveApp live)
{
    [Fact]
    public async Task Registry_that_does_not_answer_is_told_and_its_return_too()
    {
        await WhileSilentAsync("nuget", async () =>
        {
            var told = await live.Sink.Slack.WaitAsync(body => Mentions(body, "RegistryUnreachable on worker (warning)") && Mentions(body, "The registry nuget"));
            Assert.Contains("docs/runbooks/RegistryUnreachable.md", told.ToJsonString(), StringComparison.Ordinal);
        });

        await live.Sink.Slack.WaitAsync(body => Mentions(body, "[RESOLVED] RegistryUnreachable on worker"));
    }

    [Fact]
    public async Task Anthropic_that_does_not_answer_has_claude_asked_for_nothing_until_it_is_back()
    {
        using var api = live.App.CreateApiClient();
        RemediationResource? circuit = null;
        await WhileSilentAsync("anthropic", async () =>
        {
            await live.Sink.Slack.WaitAsync(body => Mentions(body, "AnthropicUnreachable on ai-service (warning)"));
            circuit = await api.WaitForResponseAsync("open_ai_circuit", "claude");
            Assert.Equal(("AnthropicUnreachable", "succeeded"), (circuit.Alert, circuit.Outcome));
        });

        await live.Sink.Slack.WaitAsync(body => Mentions(body, "[RESOLVED] AnthropicUnreachable on ai-service"));
        Assert.Equal("alertmanager", (await api.WaitForEndOfResponseAsync(circuit!.Id)).EndedBy);
    }

    /// <summary>Has an address probed at which nobody answers, and no other of that name.</summary>
    private async Task WhileSilentAsync(string name, Func<Task> doAsync)
    {
        var file = Path.Combine(live.App.StateDirectory, "data", "prometheus", "configuration", "targets", "blackbox.json");
        var before = await File.ReadAllTextAsync(file);
        var targets = JsonNode.Parse(before)!.AsArray();
        var silent = targets[0]!.DeepClone();

        // The discard port: nobody listens there.
        silent["targets"] = new JsonArray("http://127.0.0.1:9/");
        silent["labels"]!["api"] = name;
        JsonArray probed = [.. targets.Where(target => (string?)target!["labels"]!["api"] != name).Select(target => target!.DeepClone()), silent];
        await ReplaceAsync(file, probed.ToJsonString());
        try
        {
            await doAsync();
        }
        finally
        {
            await ReplaceAsync(file, before);
        }
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
