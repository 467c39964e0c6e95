namespace SpecCursor.ServiceDefaults.Alerting;

/// <summary>An alert on its way to Alertmanager, in the words of its API (<c>postableAlert</c>, https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml).</summary>
internal sealed record CriticalAlert
{
    /// <summary>What it is; with the same labels it is the same alert.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>What people read.</summary>
    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends, if nobody prolongs it: where there is no Prometheus, nobody would end it.</summary>
    public required DateTimeOffset EndsAt { get; init; }
}
