using System.Text.Json.Serialization;

namespace SpecCursor.Contracts.LockGraphs;

/// <summary>What kind of promise an edge is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DependencyKind>))]
public enum DependencyKind
{
    /// <summary>Needed to run.</summary>
    [JsonStringEnumMemberName("dependency")]
    Dependency,

    /// <summary>Needed to develop or test.</summary>
    [JsonStringEnumMemberName("development")]
    Development,

    /// <summary>Used where it can be installed.</summary>
    [JsonStringEnumMemberName("optional")]
    Optional,

    /// <summary>Must be provided by whoever depends on the package.</summary>
    [JsonStringEnumMemberName("peer")]
    Peer,

    /// <summary>Constrains the version of what it names, if that is there at all.</summary>
    [JsonStringEnumMemberName("optional_peer")]
    OptionalPeer,
}
