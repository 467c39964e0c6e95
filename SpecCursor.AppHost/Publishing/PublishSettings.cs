using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Publishing;

/// <summary>What is published. A running application has all of it.</summary>
internal sealed record PublishSettings
{
    /// <summary>The variable of <see cref="Observability"/>.</summary>
    public const string ObservabilityVariable = "SPECCURSOR_PUBLISH_OBSERVABILITY";

    /// <summary>Postgres, with what measures it.</summary>
    public required PublishedPart Postgres { get; init; }

    /// <summary>What carries messages, where Postgres does not.</summary>
    public required PublishedBroker RabbitMq { get; init; }

    /// <summary>Prometheus, Alertmanager, Loki, Jaeger, Grafana, the collector, and what probes others. Exporters stay with what they measure.</summary>
    public required PublishedPart Observability { get; init; }

    /// <summary>The Alertmanager that services raise alerts at, where observability is not published; null for none.</summary>
    public Uri? Alertmanager { get; init; }

    /// <summary>Refuses what does not fit together.</summary>
    /// <param name="otlpEndpoint">Where services send telemetry.</param>
    /// <exception cref="StartupException">Observability is elsewhere, and nobody said where.</exception>
    public void Check(Uri? otlpEndpoint)
    {
        if (Observability == PublishedPart.External && otlpEndpoint is null)
        {
            throw new StartupException($"{ObservabilityVariable} is 'external': set SPECCURSOR_OTLP_ENDPOINT to where services send telemetry, such as http://otel-collector.observability.svc.cluster.local:4318.");
        }
    }
}
