using System.Text.Json.Serialization;

namespace SpecCursor.Controller.Remediation;

/// <summary>One alert.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record ReceivedAlert
{
    public const string Resolved = "resolved";

    private const string NameLabel = "alertname";
    private const string RemediationLabel = "remediation";

    /// <summary><c>firing</c> or <c>resolved</c>.</summary>
    public required string Status { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The same for the same labels, as long as they last.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Since when it has been firing, whatever was repeated since; null where that is not said.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    [JsonIgnore]
    public bool IsResolved => Status == Resolved;

    [JsonIgnore]
    public string Name => Labels.GetValueOrDefault(NameLabel, "");

    /// <summary>The action that the rule declares; null where people decide.</summary>
    [JsonIgnore]
    public string? Remediation => Labels.GetValueOrDefault(RemediationLabel);
}
