using System.Text.Json.Serialization;

namespace SpecCursor.Contracts.Upgrades;

/// <summary>Where one step stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepStatus>))]
public enum StepStatus
{
    /// <summary>Under way.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Ended as it should.</summary>
    [JsonStringEnumMemberName("succeeded")]
    Succeeded,

    /// <summary>Ended otherwise.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Ended because the upgrade was cancelled.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
