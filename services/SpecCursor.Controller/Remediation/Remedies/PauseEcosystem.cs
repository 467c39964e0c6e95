using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Controller.Remediation.Remedies;

/// <summary>
/// Takes in no upgrades of an ecosystem whose upgrades fail: what comes by webhook waits, and callers of the API are told to come back.
/// What is under way goes on.
/// </summary>
internal sealed class PauseEcosystem : IRemedy
{
    public const string Name = "pause_ecosystem";

    public string Action => Name;

    public string? Accept(ReceivedAlert alert, out string? target)
    {
        target = alert.Labels.GetValueOrDefault("ecosystem");
        return target is not null && Ecosystems.All.Contains(target) ? null : "The alert names no known ecosystem.";
    }

    // The live entry is the pause: there is nothing else to set, and so nothing that could be left over.
    public Task<string> ApplyAsync(string? target, CancellationToken cancellationToken) =>
        Task.FromResult($"No new upgrades of {target} are begun.");
}
