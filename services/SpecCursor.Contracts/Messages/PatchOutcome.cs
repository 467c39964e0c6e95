using System.Text.Json.Serialization;

namespace SpecCursor.Contracts.Messages;

/// <summary>How a patch attempt ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PatchOutcome>))]
public enum PatchOutcome
{
    /// <summary>There is a patch that passed validation; the tests decide.</summary>
    [JsonStringEnumMemberName("generated")]
    Generated,

    /// <summary>A patch was made, but it broke a rule.</summary>
    [JsonStringEnumMemberName("rejected")]
    Rejected,

    /// <summary>No patch could be made.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
