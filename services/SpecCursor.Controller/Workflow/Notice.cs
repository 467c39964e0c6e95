using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Controller.Workflow;

/// <summary>An event that a decision makes.</summary>
/// <param name="Type">One of <see cref="EventTypes"/>.</param>
/// <param name="Status">Where the upgrade stands after it.</param>
/// <param name="Step">The step it is about.</param>
/// <param name="Message">One line for a person.</param>
internal sealed record Notice(string Type, UpgradeStatus Status, UpgradeStep? Step, string Message);
