using System.Text.Json.Serialization;

namespace SpecCursor.Contracts.Operations;

/// <summary>Where the whole application stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApplicationState>))]
public enum ApplicationState
{
    /// <summary>Resources are starting.</summary>
    [JsonStringEnumMemberName("starting")]
    Starting,

    /// <summary>Every resource is up and healthy.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>A resource that was up is not healthy now.</summary>
    [JsonStringEnumMemberName("degraded")]
    Degraded,

    /// <summary>It is going down.</summary>
    [JsonStringEnumMemberName("stopping")]
    Stopping,

    /// <summary>It could not start; a resource's detail says why.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
