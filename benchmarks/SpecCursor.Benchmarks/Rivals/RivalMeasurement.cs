using System.Globalization;
using SpecCursor.Benchmarks.Backing;
using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Upgrade;

namespace SpecCursor.Benchmarks.Rivals;

/// <summary>
/// From the request to the published, tested and proved branch, against what users would take instead, on the same repository and registry. Renovate gets
/// the easier half: without a forge it writes no branch and runs no test, and is done once it knows the new version.
/// </summary>
internal sealed class RivalMeasurement : IMeasurement
{
    private const double Goal = 0.5;
    private const int WarmUps = 5;

    public string Name => "rivals";

    public string Question => "wall time of an upgrade from request to pull request, over Renovate's look-up and over npm-check-updates";

    public IReadOnlyList<string> Tools => RequiredTools.OfAnUpgrade;

    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        InstalledPostgres.Require();
        var tools = new RivalTools();
        await tools.InstallAsync(cancellationToken);
        await using var application = await UpgradedApplication.StartAsync(bench, Name, SampleUpgrade.Uptime, cancellationToken);
        return await MeasureAsync(bench, tools, application, cancellationToken);
    }

    private async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, RivalTools tools, UpgradedApplication application, CancellationToken cancellationToken)
    {
        for (var warmUp = 0; warmUp <= bench.Amount(WarmUps, 0); warmUp++)
        {
            await OursAsync();
        }

        await RenovateAsync();
        await CheckUpdatesAsync();
        var renovate = await PairedRounds.RunAsync(bench.Amount(7, 1), OursAsync, RenovateAsync, Say("Renovate"));
        var checkUpdates = await PairedRounds.RunAsync(bench.Amount(7, 1), OursAsync, CheckUpdatesAsync, Say("npm-check-updates"));
        return
        [
            Finding.AtMost(Name, $"wall time over that of {RivalTools.Renovate}, which only looks up", renovate.Ratio.Median, Goal, " ×", renovate.Ratio),
            Finding.Remark(Name, "an upgrade, request to published", Spread.Of(renovate.Ours).Describe(" s", "0.00")),
            Finding.Remark(Name, "Renovate, clone to known versions", Spread.Of(renovate.Baseline).Describe(" s", "0.00")),
            Finding.Remark(Name, $"over clone, {RivalTools.CheckUpdates}, npm install and npm test", $"{checkUpdates.Ratio.Describe(" ×", "0.00")}"),
            Finding.Remark(Name, "npm-check-updates, clone to tested", Spread.Of(checkUpdates.Baseline).Describe(" s", "0.00")),
        ];

        async Task<double> OursAsync() => (await application.UpgradeAsync(cancellationToken)).Seconds;

        async Task<double> RenovateAsync() =>
            await tools.RenovateAsync((await application.PrepareAsync(cancellationToken)).Path, $"\"newVersion\": \"{SmallUpgrade.To}\"", cancellationToken);

        async Task<double> CheckUpdatesAsync() => await tools.CheckUpdatesAsync((await application.PrepareAsync(cancellationToken)).Path, SmallUpgrade.To, cancellationToken);
    }

    private static Action<double, double> Say(string rival) =>
        (ours, baseline) => Bench.Say(string.Create(CultureInfo.InvariantCulture, $"rivals: {ours:0.00} s, {rival} {baseline:0.00} s"));
}
