using System.Text.Json.Serialization;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>A package that pip chose.</summary>
internal sealed record LockedDistribution
{
    [JsonPropertyName("version")]
    public required string Version { get; init; }

    /// <summary>Of the file that pip took; null where it doesn't say.</summary>
    [JsonPropertyName("sha256")]
    public string? Sha256 { get; init; }

    /// <summary><c>registry</c>, <c>git</c>, <c>file</c> or <c>url</c>.</summary>
    [JsonPropertyName("source")]
    public required string Source { get; init; }

    /// <summary>Names and specifiers of what it requires here.</summary>
    [JsonPropertyName("requires")]
    public required IReadOnlyList<IReadOnlyList<string>> Requires { get; init; }
}
