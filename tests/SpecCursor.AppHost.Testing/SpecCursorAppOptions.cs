namespace SpecCursor.AppHost.Testing;

/// <summary>How a test wants the application to be.</summary>
public sealed record SpecCursorAppOptions
{
    /// <summary>The state directory to use, which then stays; null for a temporary one that is removed with the application.</summary>
    public string? StateDirectory { get; init; }

    /// <summary><c>native</c> or <c>containers</c>.</summary>
    public string Infrastructure { get; init; } = "native";

    /// <summary>Whether the application discards the state directory's data first.</summary>
    public bool Fresh { get; init; }

    /// <summary>Where services send their telemetry.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>The protocol of <see cref="OtlpEndpoint"/>.</summary>
    public string OtlpProtocol { get; init; } = "http/protobuf";

    /// <summary>Whether the Aspire dashboard runs, too.</summary>
    public bool Dashboard { get; init; }

    /// <summary>More settings of the AppHost, by configuration key.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>More environment variables of single services, by service and name.</summary>
    public IReadOnlyDictionary<(string Service, string Variable), string> Environment { get; init; } = new Dictionary<(string, string), string>();

    /// <summary>How long it may take until everything is healthy. Loaded machines are slow.</summary>
    public TimeSpan HealthyWithin { get; init; } = TimeSpan.FromMinutes(10);
}
