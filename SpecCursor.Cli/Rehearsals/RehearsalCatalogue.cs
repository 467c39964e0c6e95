namespace SpecCursor.Cli.Rehearsals;

/// <summary>The alerts whose condition can be made on one machine within minutes.</summary>
internal static class RehearsalCatalogue
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<Rehearsal> All { get; } =
    [
        new("ApiAuthFailureBurst", "calls the API 120 times with a wrong key", (app, cancellationToken) => app.CallWithWrongKeyAsync(120, cancellationToken)),
        new("ApiAuthFailures", "calls the API 15 times with a wrong key", (app, cancellationToken) => app.CallWithWrongKeyAsync(15, cancellationToken)),
        new("ConfigurationNotLoaded", "breaks Prometheus' configuration and has it loaded again", (app, cancellationToken) => app.BreakConfigurationAsync(cancellationToken)),
        new("DatabaseDown", "ends Postgres", (app, _) => app.EndAsync("postgres")),
        new("EcosystemFailing", "asks for eight upgrades of repositories that are not there", (app, cancellationToken) => app.RequestImpossibleUpgradesAsync(8, cancellationToken)),
        new("ExporterDown", "ends the exporter of Redis", (app, _) => app.EndAsync("redis-exporter")),
        new("RedisDown", "ends Redis", (app, _) => app.EndAsync("redis")),
        new("RegistryUnreachable", "has a registry probed at an address where nobody listens", (app, cancellationToken) => app.ProbeNobodyAsync("npm", cancellationToken)),
        new("ServiceDown", "ends the proof engine", (app, _) => app.EndAsync("proof-engine")),
        new("SuspiciousActivity", "sends a signed command that names a package outside its registry (../)", (app, cancellationToken) => app.CommandTraversalAsync(cancellationToken)),
        new("Watchdog", "does nothing: it always fires, and says that alerts get through", (_, _) => Task.CompletedTask),
        new("WebhookSignatureBurst", "sends 60 deliveries with a wrong signature", (app, cancellationToken) => app.DeliverWronglySignedAsync(60, cancellationToken)),
        new("WebhookSignatureFailures", "sends 12 deliveries with a wrong signature", (app, cancellationToken) => app.DeliverWronglySignedAsync(12, cancellationToken)),
    ];

    /// <summary>The rehearsal of an alert; null where there is none.</summary>
    public static Rehearsal? Find(string alert) => All.FirstOrDefault(rehearsal => string.Equals(rehearsal.Alert, alert, StringComparison.OrdinalIgnoreCase));
}
