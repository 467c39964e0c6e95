using System.Text.Json.Serialization;

namespace SpecCursor.Contracts.Messages;

/// <summary>How a run of the worker ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunOutcome>))]
public enum RunOutcome
{
    /// <summary>Applied, and the tests pass.</summary>
    [JsonStringEnumMemberName("succeeded")]
    Succeeded,

    /// <summary>Applied, but the tests fail, and did not before.</summary>
    [JsonStringEnumMemberName("tests_failed")]
    TestsFailed,

    /// <summary>Not applied, or the tests failed before too.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
