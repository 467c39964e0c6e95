using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Controller.Upgrades;

/// <summary>What one run of the worker reported: large, so it stands apart from the row that every message reads.</summary>
internal sealed record RunEntry
{
    public required Guid UpgradeId { get; init; }

    /// <summary>The fence of the run's dispatch.</summary>
    public required long Fence { get; init; }

    public required int Attempt { get; init; }

    /// <summary>The <see cref="UpgradeReport"/> as <see cref="CompressedJson"/>.</summary>
    public required byte[] Report { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public UpgradeReport ToReport() => CompressedJson.Read<UpgradeReport>(Report);
}
