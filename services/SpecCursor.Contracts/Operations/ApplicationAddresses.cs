namespace SpecCursor.Contracts.Operations;

/// <summary>Where to find what people use; null where it is absent.</summary>
public sealed record ApplicationAddresses
{
    /// <summary>The console's pages.</summary>
    public string? Console { get; init; }

    /// <summary>The REST API's base address.</summary>
    public string? Api { get; init; }

    /// <summary>The GitHub app's base address.</summary>
    public string? GitHubApp { get; init; }

    /// <summary>The Aspire dashboard.</summary>
    public string? Dashboard { get; init; }

    /// <summary>Prometheus.</summary>
    public string? Prometheus { get; init; }

    /// <summary>Alertmanager.</summary>
    public string? Alertmanager { get; init; }

    /// <summary>Grafana.</summary>
    public string? Grafana { get; init; }

    /// <summary>Jaeger.</summary>
    public string? Jaeger { get; init; }
}
