using System.Text.Json.Serialization;

namespace SpecCursor.Contracts.Upgrades;

/// <summary>Where an upgrade stands. The last three are ends: nothing leaves them but an explicit retry.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UpgradeStatus>))]
public enum UpgradeStatus
{
    /// <summary>Accepted and not yet begun.</summary>
    [JsonStringEnumMemberName("queued")]
    Queued,

    /// <summary>A step is under way.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Published.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>Ended without a publication; the failure says why.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Ended by a person before it was published.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
