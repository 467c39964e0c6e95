using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Controller.Workflow;

/// <summary>What the message at hand brought along and so need not be read from the database for the next command.</summary>
internal sealed record StepMaterial
{
    public static StepMaterial None { get; } = new();

    public UpgradeReport? Report { get; init; }

    public IReadOnlyList<FileEdit>? Edits { get; init; }

    public IReadOnlyList<ObligationResult>? Obligations { get; init; }
}
