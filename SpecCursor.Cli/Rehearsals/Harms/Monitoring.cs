using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SpecCursor.Cli.Rehearsals.Harms;

/// <summary>What Prometheus is told to look at, and by which rules.</summary>
internal static class Monitoring
{
    // The discard port, where nobody listens.
    private const string Nobody = "127.0.0.1:9";

    private const string BrokenRule = """
        groups:
          - name: rehearsal
            rules:
              - record: rehearsal:many_to_many
                expr: up * on () up

        """;

    /// <summary>Spoils the copy of the configuration that Prometheus reads, and has it read.</summary>
    public static async Task BreakConfigurationAsync(RehearsedApplication app, CancellationToken stop)
    {
        await File.AppendAllTextAsync(Path.Combine(app.PrometheusConfiguration, "prometheus.yml"), "\nno_such_setting: true\n", stop);
        await app.ReloadPrometheusAsync(HttpStatusCode.InternalServerError, stop);
    }

    /// <summary>Adds a rule that can be read and cannot be evaluated.</summary>
    public static async Task AddBrokenRuleAsync(RehearsedApplication app, CancellationToken stop)
    {
        var rules = Path.Combine(app.PrometheusConfiguration, "rules");
        await ReplaceAsync(Directory.EnumerateFiles(rules).First(), Path.Combine(rules, "rehearsal.yml"), BrokenRule, stop);
        await app.ReloadPrometheusAsync(HttpStatusCode.OK, stop);
    }

    /// <summary>Has another party's API probed where nobody listens, and nothing else.</summary>
    /// <param name="app">The application.</param>
    /// <param name="api">The API's name in the catalogue's label <c>api</c>.</param>
    /// <param name="service">The service that calls it.</param>
    /// <param name="stop">Gives up.</param>
    public static Task ProbeNobodyAsync(RehearsedApplication app, string api, string service, CancellationToken stop) => ChangeTargetsAsync(
        app,
        "blackbox.json",
        targets =>
        {
            var silent = targets.FirstOrDefault()?.DeepClone() ?? throw new RehearsalException("Nothing is probed: the blackbox exporter is not installed.");
            silent["targets"] = new JsonArray($"http://{Nobody}/");
            silent["labels"]!["api"] = api;
            silent["labels"]!["service"] = service;
            targets.Clear();
            targets.Add(silent);
        },
        stop);

    /// <summary>Has one more instance of a service scraped, where nobody listens.</summary>
    public static Task AddSilentInstanceAsync(RehearsedApplication app, string service, CancellationToken stop) => ChangeTargetsAsync(
        app,
        "services.json",
        targets => targets.Add(new JsonObject
        {
            ["targets"] = new JsonArray(Nobody),
            ["labels"] = new JsonObject { ["service"] = service, ["instance"] = $"{service}-2" },
        }),
        stop);

    /// <summary>Has a service scraped no more.</summary>
    public static Task ForgetAsync(RehearsedApplication app, string service, CancellationToken stop) => ChangeTargetsAsync(
        app, "services.json", targets => targets.RemoveAll(target => target?["labels"]?["service"]?.ToString() == service), stop);

    /// <summary>Has the pager turn down what it is sent, beginning with that the proof engine is down.</summary>
    public static Task LosePagerAsync(RehearsedApplication app)
    {
        app.Receiver.TurnsDownPages = true;
        return Processes.EndAsync(app, "proof-engine");
    }

    /// <summary>Has the controller told of an alert that it responds to by looking for overdue steps, in a table that was taken away.</summary>
    public static async Task RespondInVainAsync(RehearsedApplication app, CancellationToken stop)
    {
        await Database.HideUpgradesAsync(app, stop);
        var alert = new JsonObject
        {
            ["labels"] = new JsonObject
            {
                ["alertname"] = "Rehearsal",
                ["severity"] = "info",
                ["service"] = "controller",
                ["component"] = "monitoring",
                ["remediation"] = "requeue_overdue",
            },
            ["annotations"] = new JsonObject { ["summary"] = "A rehearsal", ["description"] = "The controller responds to this, and cannot." },
        };
        using var client = new HttpClient { BaseAddress = app.Alertmanager };
        using var response = await client.PostAsJsonAsync("/api/v2/alerts", new JsonArray(alert), stop);
        RehearsedApplication.Expect(response, HttpStatusCode.OK);
    }

    private static async Task ChangeTargetsAsync(RehearsedApplication app, string name, Action<JsonArray> change, CancellationToken stop)
    {
        var file = Path.Combine(app.PrometheusConfiguration, "targets", name);
        var targets = File.Exists(file) ? JsonNode.Parse(await File.ReadAllTextAsync(file, stop)) as JsonArray : null;
        targets ??= [];
        change(targets);
        await ReplaceAsync(file, file, targets.ToJsonString(), stop);
    }

    // A copy of what Prometheus can read, since it may be another user; renamed into place, since it may read at any moment.
    private static async Task ReplaceAsync(string readable, string file, string text, CancellationToken stop)
    {
        File.Copy(readable, file + ".new", overwrite: true);
        await File.WriteAllTextAsync(file + ".new", text, stop);
        File.Move(file + ".new", file, overwrite: true);
    }
}
