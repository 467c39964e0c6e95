using System.Text.Json.Serialization;

namespace SpecCursor.Contracts.Upgrades;

/// <summary>What asked for an upgrade.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UpgradeTrigger>))]
public enum UpgradeTrigger
{
    /// <summary>A call of the REST API.</summary>
    [JsonStringEnumMemberName("api")]
    Api,

    /// <summary>A <c>/speccursor upgrade</c> comment.</summary>
    [JsonStringEnumMemberName("comment")]
    Comment,

    /// <summary>A release of a watched package.</summary>
    [JsonStringEnumMemberName("release")]
    Release,
}
