using System.Globalization;
using SpecCursor.Benchmarks.Backing;
using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Upgrade;

namespace SpecCursor.Benchmarks.Concurrency;

/// <summary>Ten upgrades of ten repositories, asked for at once, against the same number one after the other.</summary>
internal sealed class ConcurrencyMeasurement : IMeasurement
{
    private const double Goal = 1.6;
    private const int Upgrades = 10;
    private const int WarmUps = 5;

    public string Name => "concurrency";

    public string Question => "upgrades a second when ten are asked for at once, over one after the other";

    public IReadOnlyList<string> Tools => RequiredTools.OfAnUpgrade;

    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        InstalledPostgres.Require();
        await using var application = await UpgradedApplication.StartAsync(bench, Name, SampleUpgrade.Uptime, cancellationToken);
        return await MeasureAsync(bench, application, cancellationToken);
    }

    private async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, UpgradedApplication application, CancellationToken cancellationToken)
    {
        await OneByOneAsync(bench.Amount(WarmUps, 1));
        var rounds = await PairedRounds.RunAsync(
            bench.Amount(5, 1),
            AtOnceAsync,
            () => OneByOneAsync(Upgrades),
            (ours, baseline) => Bench.Say(string.Create(CultureInfo.InvariantCulture, $"concurrency: {ours:0.00} a second at once, {baseline:0.00} one by one")));
        return
        [
            Finding.AtLeast(Name, "upgrades a second, ten at once over one by one", rounds.Ratio.Median, Goal, " ×", rounds.Ratio),
            Finding.Remark(Name, "ten at once", Spread.Of(rounds.Ours).Describe(" a second", "0.00")),
            Finding.Remark(Name, "one by one", Spread.Of(rounds.Baseline).Describe(" a second", "0.00")),
        ];

        async Task<double> AtOnceAsync()
        {
            List<string> names = [];
            while (names.Count < Upgrades)
            {
                names.Add((await application.PrepareAsync(cancellationToken)).Name);
            }

            var requested = TimeProvider.System.GetUtcNow();
            var created = await Task.WhenAll(names.Select(name => application.Api.CreateAsync(name, cancellationToken)));
            var published = await Task.WhenAll(created.Select(upgrade => application.Api.WaitUntilPublishedAsync(upgrade.Id, cancellationToken)));
            return Upgrades / (published.Max(upgrade => upgrade.EndedAt!.Value) - requested).TotalSeconds;
        }

        async Task<double> OneByOneAsync(int count)
        {
            var seconds = 0.0;
            for (var upgrade = 0; upgrade < count; upgrade++)
            {
                seconds += (await application.UpgradeAsync(cancellationToken)).Seconds;
            }

            return count / seconds;
        }
    }
}
