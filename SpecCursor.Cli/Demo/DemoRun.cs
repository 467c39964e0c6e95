using System.Diagnostics;
using SpecCursor.Backing.Samples;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Cli.Demo;

/// <summary>Sends the deliveries and follows each upgrade to its end.</summary>
internal sealed class DemoRun(SampleForge forge, WebhookSender webhooks, UpgradeClient upgrades, Action<Scenario, string> report)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<DemoResult>> RunAsync(IReadOnlyList<Scenario> scenarios, CancellationToken cancellationToken)
    {
        foreach (var scenario in scenarios)
        {
            await forge.CreateAsync(scenario, cancellationToken);
            var delivery = await webhooks.CommentAsync(scenario, cancellationToken);
            report(scenario, $"delivery {delivery} accepted");
        }

        return await Task.WhenAll(scenarios.Select(scenario => FollowAsync(scenario, cancellationToken)));
    }

    private async Task<DemoResult> FollowAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var told = new HashSet<(UpgradeStep, int, StepStatus)>();
        UpgradeResource? upgrade = null;
        while (clock.Elapsed < Limit)
        {
            upgrade = await upgrades.FindAsync(scenario.Repository, cancellationToken);
            if (upgrade is not null)
            {
                var steps = await upgrades.StepsAsync(upgrade.Id, cancellationToken);
                foreach (var step in steps.Where(step => told.Add((step.Step, step.Attempt, step.Status))))
                {
                    report(scenario, Describe(step));
                }

                if (upgrade.Status is UpgradeStatus.Completed or UpgradeStatus.Failed or UpgradeStatus.Cancelled)
                {
                    return await EndAsync(scenario, upgrade, steps, cancellationToken);
                }
            }

            await Task.Delay(PollInterval, cancellationToken);
        }

        return new DemoResult(scenario, upgrade, [], $"it did not end within {Limit.TotalMinutes:0} minutes", "no end");
    }

    private async Task<DemoResult> EndAsync(Scenario scenario, UpgradeResource upgrade, IReadOnlyList<StepResource> steps, CancellationToken cancellationToken)
    {
        var (outcome, problem) = OutcomeCheck.Check(
            scenario,
            upgrade,
            await upgrades.PatchesAsync(upgrade.Id, cancellationToken),
            await upgrades.ProofsAsync(upgrade.Id, cancellationToken),
            await forge.PublishedBranchesAsync(scenario, cancellationToken));
        report(scenario, outcome);
        return new DemoResult(scenario, upgrade, steps, problem, outcome);
    }

    private static string Describe(StepResource step)
    {
        var attempt = step.Attempt > 1 ? $" (attempt {step.Attempt})" : string.Empty;
        var name = step.Step.ToString().ToLowerInvariant();
        return step.Status switch
        {
            StepStatus.Running => $"{name}{attempt} …",
            StepStatus.Succeeded => $"{name}{attempt} succeeded in {step.DurationSeconds:0.0} s",
            _ => $"{name}{attempt} {step.Status.ToString().ToLowerInvariant()}: {step.Failure?.Reason ?? "see its output"}",
        };
    }
}
