using System.Globalization;
using SpecCursor.Benchmarks.Backing;
using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Benchmarks.Upgrade;

/// <summary>
/// One upgrade through everything that <c>./speccursor up</c> runs, from the request to the published branch, against the three commands
/// that it contains. Each side has its own npm cache, filled by what is not counted: the first upgrade, told apart, and a few more until
/// the services run compiled code.
/// </summary>
internal sealed class UpgradeMeasurement : IMeasurement
{
    private const double Goal = 1.15;
    private const int WarmUps = 5;

    public string Name => "upgrade";

    public string Question => "wall time of an upgrade from request to pull request, over git clone && npm install && npm test";

    public IReadOnlyList<string> Tools => RequiredTools.OfAnUpgrade;

    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        InstalledPostgres.Require();
        await using var application = await UpgradedApplication.StartAsync(bench, Name, SampleUpgrade.Uptime, cancellationToken);
        return [.. await MeasureAsync(bench, application, cancellationToken), await ScrapeTime.MeasureAsync(application.Status, cancellationToken)];
    }

    private async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, UpgradedApplication application, CancellationToken cancellationToken)
    {
        List<IReadOnlyList<StepResource>> steps = [];
        var first = await OursAsync();
        for (var warmUp = 0; warmUp < bench.Amount(WarmUps, 0); warmUp++)
        {
            await OursAsync();
        }

        await BareAsync();
        steps.Clear();
        var rounds = await PairedRounds.RunAsync(
            bench.Amount(10, 1),
            OursAsync,
            BareAsync,
            (ours, baseline) => Bench.Say(string.Create(CultureInfo.InvariantCulture, $"upgrade: {ours:0.00} s, bare {baseline:0.00} s")));
        return
        [
            Finding.AtMost(Name, "wall time over the bare commands'", rounds.Ratio.Median, Goal, " ×", rounds.Ratio),
            Finding.Remark(Name, "an upgrade, request to published", Spread.Of(rounds.Ours).Describe(" s", "0.00")),
            Finding.Remark(Name, "the first upgrade after a start, with cold caches", string.Create(CultureInfo.InvariantCulture, $"{first:0.00} s")),
            Finding.Remark(Name, "the bare commands", Spread.Of(rounds.Baseline).Describe(" s", "0.00")),
            .. StepRemarks(steps, rounds),
        ];

        async Task<double> OursAsync()
        {
            var (upgrade, seconds) = await application.UpgradeAsync(cancellationToken);
            steps.Add(await application.Api.StepsAsync(upgrade.Id, cancellationToken));
            return seconds;
        }

        async Task<double> BareAsync() => await BareUpgrade.RunAsync((await application.PrepareAsync(cancellationToken)).Path, cancellationToken);
    }

    /// <summary>What the time goes into; what no step accounts for is the way between the services.</summary>
    private IEnumerable<Finding> StepRemarks(IReadOnlyList<IReadOnlyList<StepResource>> upgrades, PairedRounds rounds)
    {
        foreach (var step in Enum.GetValues<UpgradeStep>())
        {
            List<double> durations = [.. upgrades.SelectMany(steps => steps).Where(taken => taken.Step == step).Select(taken => taken.DurationSeconds ?? 0)];
            if (durations.Count > 0)
            {
                yield return Finding.Remark(Name, $"step {step.ToString().ToLowerInvariant()}", Spread.Of(durations).Describe(" s", "0.00"));
            }
        }

        var between = rounds.Ours.Zip(upgrades, (total, steps) => total - steps.Sum(step => step.DurationSeconds ?? 0));
        yield return Finding.Remark(Name, "between the steps", Spread.Of(between).Describe(" s", "0.00"));
    }
}
