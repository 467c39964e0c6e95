namespace SpecCursor.Contracts.Upgrades;

/// <summary>What every step needs to know about its upgrade; it travels in every command, so that no service asks another for it.</summary>
public sealed record UpgradeContext
{
    /// <summary>The upgrade.</summary>
    public required Guid UpgradeId { get; init; }

    /// <summary><c>owner/name</c>, or a <c>file:///</c> address where local forges are enabled.</summary>
    public required string Repository { get; init; }

    /// <summary>One of <see cref="Ecosystems.All"/>.</summary>
    public required string Ecosystem { get; init; }

    /// <summary>The package as the ecosystem's registry names it.</summary>
    public required string PackageName { get; init; }

    /// <summary>A version, or <c>latest</c>, <c>minor</c>, <c>patch</c>.</summary>
    public required string TargetVersion { get; init; }

    /// <summary>The version that the caller believes is in use; a mismatch ends the upgrade. Null: whatever is found.</summary>
    public string? CurrentVersion { get; init; }
}
