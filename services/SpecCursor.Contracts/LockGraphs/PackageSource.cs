using System.Text.Json.Serialization;

namespace SpecCursor.Contracts.LockGraphs;

/// <summary>Where a locked package comes from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PackageSource>))]
public enum PackageSource
{
    /// <summary>The repository itself: the root or a workspace.</summary>
    [JsonStringEnumMemberName("project")]
    Project,

    /// <summary>A package registry; it carries an integrity hash.</summary>
    [JsonStringEnumMemberName("registry")]
    Registry,

    /// <summary>A git repository.</summary>
    [JsonStringEnumMemberName("git")]
    Git,

    /// <summary>A file or folder of the repository.</summary>
    [JsonStringEnumMemberName("file")]
    File,

    /// <summary>An archive at an address that is no registry's.</summary>
    [JsonStringEnumMemberName("url")]
    Url,
}
