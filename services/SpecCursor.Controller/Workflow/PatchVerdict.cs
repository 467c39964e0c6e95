using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Controller.Workflow;

/// <summary>What the tests said about the repair that was applied.</summary>
/// <param name="IsAccepted">Whether they pass.</param>
/// <param name="Failure">Why not.</param>
internal sealed record PatchVerdict(bool IsAccepted, StepFailure? Failure);
