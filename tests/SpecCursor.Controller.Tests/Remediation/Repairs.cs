using SpecCursor.Contracts.Messages;
using SpecCursor.Controller.Tests.Hosting;

namespace SpecCursor.Controller.Tests.Remediation;

/// <summary>Upgrades that break the tests.</summary>
internal static class Repairs
{
    /// <summary>Asks for one, and waits for the command that asks for its repair.</summary>
    public static async Task<GeneratePatch> AskForRepairAsync(this ControllerHost controller, Script script, string repository)
    {
        script.On(repository, command => command is RunUpgrade { Attempt: 1 } ? Answers.Ran(command, RunOutcome.TestsFailed) : Answers.Success(command));
        var upgrade = await controller.CreateAsync(repository);
        await script.NextAsync<RunUpgrade>(repository);
        var repair = await script.NextAsync<GeneratePatch>(repository);
        await controller.WaitForEndAsync(upgrade.Id);
        return repair;
    }
}
