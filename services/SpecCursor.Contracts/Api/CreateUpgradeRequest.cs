namespace SpecCursor.Contracts.Api;

/// <summary>Body of <c>POST /api/v1/upgrades</c>.</summary>
public sealed record CreateUpgradeRequest
{
    /// <summary><c>owner/name</c>, or a <c>file:///</c> address where local forges are enabled.</summary>
    public required string Repository { get; init; }

    /// <summary>node, rust, python, go, dockerfile or dotnet.</summary>
    public required string Ecosystem { get; init; }

    /// <summary>The package, as its registry names it.</summary>
    public required string PackageName { get; init; }

    /// <summary>A version, or <c>latest</c>, <c>minor</c>, <c>patch</c>.</summary>
    public required string TargetVersion { get; init; }

    /// <summary>The version believed to be in use; a mismatch ends the upgrade.</summary>
    public string? CurrentVersion { get; init; }
}
