namespace SpecCursor.Controller.Console;

/// <summary>The form that asks for an upgrade, with what was wrong with it.</summary>
public sealed record NewUpgradeForm
{
    /// <summary>The repository as it was typed.</summary>
    public string? Repository { get; init; }

    /// <summary>The ecosystem as it was chosen.</summary>
    public string? Ecosystem { get; init; }

    /// <summary>The package as it was typed.</summary>
    public string? PackageName { get; init; }

    /// <summary>The target as it was typed.</summary>
    public string? TargetVersion { get; init; }

    /// <summary>The current version as it was typed.</summary>
    public string? CurrentVersion { get; init; }

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; init; } = new Dictionary<string, string[]>();

    /// <summary>What is wrong with the whole.</summary>
    public string? Message { get; init; }

    /// <summary>The upgrade that is in the way.</summary>
    public Guid? OtherUpgradeId { get; init; }
}
