using System.Text.Json.Serialization;

namespace SpecCursor.Backing.Samples;

/// <summary>How a demo upgrade should end.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExpectedOutcome>))]
internal enum ExpectedOutcome
{
    /// <summary>Published without a repair.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>The tests broke, were repaired, and it was published.</summary>
    [JsonStringEnumMemberName("repaired")]
    Repaired,

    /// <summary>The proof engine refused it and nothing was published.</summary>
    [JsonStringEnumMemberName("refuted")]
    Refuted,
}
