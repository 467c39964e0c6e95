using System.Text.Json.Serialization;

namespace SpecCursor.Contracts.Proofs;

/// <summary>How the discharge of one obligation ended; the values of the <c>status</c> label.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ObligationStatus>))]
public enum ObligationStatus
{
    /// <summary>It holds.</summary>
    [JsonStringEnumMemberName("proved")]
    Proved,

    /// <summary>It does not hold; there is a counterexample.</summary>
    [JsonStringEnumMemberName("refuted")]
    Refuted,

    /// <summary>The solver did not answer in time.</summary>
    [JsonStringEnumMemberName("timeout")]
    Timeout,

    /// <summary>The solver failed, or two of them disagree.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}
