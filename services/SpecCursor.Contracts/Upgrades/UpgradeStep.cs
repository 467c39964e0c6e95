using System.Text.Json.Serialization;

namespace SpecCursor.Contracts.Upgrades;

/// <summary>The steps of one upgrade in their order; the values of the <c>step</c> label.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UpgradeStep>))]
public enum UpgradeStep
{
    /// <summary>Clone, find the manifest, resolve the target version.</summary>
    [JsonStringEnumMemberName("resolve")]
    Resolve,

    /// <summary>Write the manifest and let the ecosystem's tool write the lockfile and install.</summary>
    [JsonStringEnumMemberName("apply")]
    Apply,

    /// <summary>Run the repository's own tests.</summary>
    [JsonStringEnumMemberName("test")]
    Test,

    /// <summary>Repair what the upgrade broke.</summary>
    [JsonStringEnumMemberName("patch")]
    Patch,

    /// <summary>Discharge the version invariants.</summary>
    [JsonStringEnumMemberName("prove")]
    Prove,

    /// <summary>Push the branch and open the pull request.</summary>
    [JsonStringEnumMemberName("publish")]
    Publish,
}
