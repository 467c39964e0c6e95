using System.Text.Json.Serialization;

namespace SpecCursor.Controller.Remediation;

/// <summary>
/// What Alertmanager posts, version 4 of its webhook's format: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config.
/// Fields that are not used here are passed over, so that later versions may add some.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record AlertNotification
{
    /// <summary>The alerts of one group, firing and resolved ones.</summary>
    public required IReadOnlyList<ReceivedAlert> Alerts { get; init; }
}
