using System.Globalization;
using SpecCursor.Benchmarks.Backing;
using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Processes;
using SpecCursor.Benchmarks.Upgrade;
using SpecCursor.Testing;

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
        var directory = TestDirectory.Create("bench-concurrency");
        try
        {
            await using var application = await AppHostProcess.StartAsync(bench.Layout, directory, cancellationToken);
            using var api = new UpgradeApi(new Uri(application.Status.Addresses.Api ?? throw new MeasurementException("The application has no API.")));
            return await MeasureAsync(bench, new LocalForge(directory), api, cancellationToken);
        }
        finally
        {
            TestDirectory.Delete(directory);
        }
    }

    private async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, LocalForge forge, UpgradeApi api, CancellationToken cancellationToken)
    {
        var repositories = 0;
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
            var names = await PrepareAsync(Upgrades);
            var start = TimeProvider.System.GetTimestamp();
            var created = await Task.WhenAll(names.Select(name => api.CreateAsync(name, cancellationToken)));
            await Task.WhenAll(created.Select(upgrade => api.WaitUntilPublishedAsync(upgrade.Id, cancellationToken)));
            return Upgrades / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        }

        async Task<double> OneByOneAsync(int count)
        {
            var names = await PrepareAsync(count);
            var seconds = 0.0;
            foreach (var name in names)
            {
                var requested = TimeProvider.System.GetUtcNow();
                var upgrade = await api.WaitUntilPublishedAsync((await api.CreateAsync(name, cancellationToken)).Id, cancellationToken);
                seconds += (upgrade.EndedAt!.Value - requested).TotalSeconds;
            }

            return count / seconds;
        }

        async Task<IReadOnlyList<string>> PrepareAsync(int count)
        {
            List<string> names = [];
            for (var i = 0; i < count; i++)
            {
                names.Add($"bench/concurrency-{++repositories}");
                await forge.CreateAsync(names[^1], bench.Layout.NodeSample("uptime"), cancellationToken);
            }

            return names;
        }
    }
}
