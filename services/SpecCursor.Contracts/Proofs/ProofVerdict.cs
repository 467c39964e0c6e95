using System.Text.Json.Serialization;

namespace SpecCursor.Contracts.Proofs;

/// <summary>What the obligations say together.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProofVerdict>))]
public enum ProofVerdict
{
    /// <summary>Every obligation was proved.</summary>
    [JsonStringEnumMemberName("proved")]
    Proved,

    /// <summary>At least one was refuted.</summary>
    [JsonStringEnumMemberName("refuted")]
    Refuted,

    /// <summary>None was refuted, but not all were proved.</summary>
    [JsonStringEnumMemberName("inconclusive")]
    Inconclusive,
}
