using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>Asks the application's own Alertmanager.</summary>
internal sealed class LiveAlertmanager(Uri address) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = address };

    /// <summary>An alert that it has been told of; null where there is none.</summary>
    public async Task<JsonNode?> FindAsync(string name, string service, CancellationToken cancellationToken)
    {
        var alerts = await _client.GetFromJsonAsync<JsonArray>(new Uri("/api/v2/alerts", UriKind.Relative), cancellationToken);
        return alerts!.SingleOrDefault(alert => (string?)alert!["labels"]!["alertname"] == name && (string?)alert["labels"]!["service"] == service);
    }

    public void Dispose() => _client.Dispose();
}
