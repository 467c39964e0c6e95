using System.Net;
using System.Net.Http.Json;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Tests.Hosting;

namespace SpecCursor.Controller.Tests.Remediation;

/// <summary>Alerts as Alertmanager posts them, and what is seen of the responses.</summary>
internal static class Alerts
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static Dictionary<string, object> Alert(string? remediation, string fingerprint, params (string Name, string Value)[] labels) =>
        Alert(remediation, fingerprint, "SomethingIsWrong", labels);

    public static Dictionary<string, object> Alert(string? remediation, string fingerprint, string name, params (string Name, string Value)[] labels)
    {
        var all = labels.Append(("alertname", name)).ToDictionary(label => label.Item1, label => label.Item2);
        if (remediation is not null)
        {
            all["remediation"] = remediation;
        }

        return new()
        {
            ["status"] = "firing",
            ["labels"] = all,
            ["annotations"] = new Dictionary<string, string> { ["summary"] = "Something is wrong" },
            ["startsAt"] = DateTimeOffset.UtcNow.AddMinutes(-1),
            ["endsAt"] = "0001-01-01T00:00:00Z",
            ["generatorURL"] = "http://prometheus.example/graph",
            ["fingerprint"] = fingerprint,
        };
    }

    public static object Firing(Dictionary<string, object> alert) => Notification("firing", alert);

    public static object Resolved(Dictionary<string, object> alert) => Notification("resolved", new(alert) { ["status"] = "resolved" });

    /// <summary>Posts a notification.</summary>
    /// <returns>What it led to.</returns>
    public static async Task<List<RemediationResource>> NotifyAsync(this ControllerHost controller, object notification)
    {
        using var response = await controller.Client.PostAsJsonAsync("/api/v1/alerts", notification);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<List<RemediationResource>>())!;
    }

    /// <summary>Ends a response, as a person does.</summary>
    public static async Task<RemediationResource> RevertAsync(this ControllerHost controller, Guid id)
    {
        using var reverted = await controller.Client.PostAsync($"/api/v1/remediations/{id}/revert", content: null);
        Assert.Equal(HttpStatusCode.OK, reverted.StatusCode);
        return (await reverted.Content.ReadFromJsonAsync<RemediationResource>())!;
    }

    public static async Task<IReadOnlyList<RemediationResource>> InForceAsync(this ControllerHost controller) =>
        (await controller.GetAsync<PageOf<RemediationResource>>("/api/v1/remediations?live=true&pageSize=100")).Items;

    public static async Task<RemediationResource> FindResponseAsync(this ControllerHost controller, Guid id) =>
        Assert.Single((await controller.GetAsync<PageOf<RemediationResource>>("/api/v1/remediations?pageSize=100")).Items, item => item.Id == id);

    /// <summary>The audit log's lines on an alert, the oldest first: the action, the actor, and what became of it.</summary>
    public static async Task<IReadOnlyList<string>> AuditOfAsync(this ControllerHost controller, string alert)
    {
        var audit = await controller.GetAsync<PageOf<AuditResource>>("/api/v1/audit?pageSize=100");
        return [.. audit.Items.Where(line => line.Detail.Contains($" for {alert}: ", StringComparison.Ordinal)).Reverse().Select(line => $"{line.Action} by {line.Actor}: {line.Detail}")];
    }

    /// <summary>How often a response ended in an outcome, as Prometheus sees it.</summary>
    public static async Task<int> CountedAsync(this ControllerHost controller, string action, string outcome)
    {
        var series = $"speccursor_remediations_total{{action=\"{action}\",outcome=\"{outcome}\",service=\"controller\"}} ";
        var line = (await controller.Client.GetStringAsync("/metrics")).Split('\n').SingleOrDefault(line => line.StartsWith(series, StringComparison.Ordinal));
        return line is null ? 0 : int.Parse(line[series.Length..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    public static Task<HttpResponseMessage> RequestAsync(this ControllerHost controller, string ecosystem, string repository) => controller.Client.PostAsJsonAsync(
        "/api/v1/upgrades",
        ControllerHost.Body(repository, "serde", "1.0.2") with { Ecosystem = ecosystem });

    public static Task<PageOf<UpgradeResource>> FindAsync(this ControllerHost controller, string repository) =>
        controller.GetAsync<PageOf<UpgradeResource>>($"/api/v1/upgrades?repository={repository}");

    public static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private static object Notification(string status, Dictionary<string, object> alert) => new
    {
        version = "4",
        groupKey = "{}:{alertname=\"SomethingIsWrong\"}",
        truncatedAlerts = 0,
        status,
        receiver = "speccursor",
        groupLabels = new { },
        commonLabels = new { },
        commonAnnotations = new { },
        externalURL = "http://alertmanager.example",
        alerts = new[] { alert },
    };
}
