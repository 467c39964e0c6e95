using System.Text.Json.Nodes;
using SpecCursor.Cli.Rehearsals;
using SpecCursor.Cli.Rehearsals.Harms;

namespace SpecCursor.Cli.Tests.Rehearsals.Harms;

/// <summary>What Prometheus is given to read.</summary>
public sealed class MonitoringTests : IAsyncLifetime
{
    private const string Services = """
        [{"targets":["127.0.0.1:5001"],"labels":{"service":"worker"}},{"targets":["127.0.0.1:5002"],"labels":{"service":"proof-engine"}}]
        """;

    private const string Probed = """
        [{"targets":["https://registry.example/"],"labels":{"service":"worker","api":"npm","__exporter":"127.0.0.1:5003"}},{"targets":["https://api.example/"],"labels":{"service":"ai-service","api":"anthropic","__exporter":"127.0.0.1:5003"}}]
        """;

    private HarmedApplication _app = null!;

    public async Task InitializeAsync() => _app = await HarmedApplication.StartAsync(200);

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Nothing_is_probed_but_nobody()
    {
        await WriteAsync("blackbox.json", Probed);

        await Monitoring.ProbeNobodyAsync(_app.Rehearsed, "github", "github-app", CancellationToken.None);

        var target = Assert.Single(Read("blackbox.json"));
        Assert.Equal("""["http://127.0.0.1:9/"]""", target!["targets"]!.ToJsonString());
        Assert.Equal("""{"service":"github-app","api":"github","__exporter":"127.0.0.1:5003"}""", target["labels"]!.ToJsonString());
    }

    [Fact]
    public async Task Without_an_exporter_nothing_can_be_probed_and_the_reason_is_told()
    {
        var exception = await Assert.ThrowsAsync<RehearsalException>(
            () => Monitoring.ProbeNobodyAsync(_app.Rehearsed, "github", "github-app", CancellationToken.None));

        Assert.Contains("the blackbox exporter is not installed", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_that_is_forgotten_is_the_only_one()
    {
        await WriteAsync("services.json", Services);

        await Monitoring.ForgetAsync(_app.Rehearsed, "proof-engine", CancellationToken.None);

        Assert.Equal("worker", Assert.Single(Read("services.json"))!["labels"]!["service"]!.ToString());
    }

    [Fact]
    public async Task Silent_instance_is_beside_the_one_that_there_is()
    {
        await WriteAsync("services.json", Services);

        await Monitoring.AddSilentInstanceAsync(_app.Rehearsed, "worker", CancellationToken.None);

        var targets = Read("services.json");
        Assert.Equal(["worker", "proof-engine", "worker"], targets.Select(target => target!["labels"]!["service"]!.ToString()));
        Assert.Equal("worker-2", targets[2]!["labels"]!["instance"]!.ToString());
    }

    [Fact]
    public async Task Broken_rule_is_beside_the_others_and_loaded()
    {
        var rules = Directory.CreateDirectory(Path.Combine(_app.Rehearsed.PrometheusConfiguration, "rules")).FullName;
        await File.WriteAllTextAsync(Path.Combine(rules, "recording.yml"), "groups: []\n");

        await Monitoring.AddBrokenRuleAsync(_app.Rehearsed, CancellationToken.None);

        Assert.Equal("groups: []\n", await File.ReadAllTextAsync(Path.Combine(rules, "recording.yml")));
        Assert.Contains("record: rehearsal:many_to_many", await File.ReadAllTextAsync(Path.Combine(rules, "rehearsal.yml")), StringComparison.Ordinal);
        Assert.Equal("/-/reload", Assert.Single(_app.Requests).Path);
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(_app.Targets, name), text);

    private JsonArray Read(string name) => (JsonArray)JsonNode.Parse(File.ReadAllText(Path.Combine(_app.Targets, name)))!;
}
