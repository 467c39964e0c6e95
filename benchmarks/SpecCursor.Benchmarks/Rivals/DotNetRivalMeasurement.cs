using System.Globalization;
using SpecCursor.Benchmarks.Backing;
using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Upgrade;

namespace SpecCursor.Benchmarks.Rivals;

/// <summary>From the request to the published, tested and proved branch, against a clone, dotnet-outdated and the tests, on the same repository and registry.</summary>
internal sealed class DotNetRivalMeasurement : IMeasurement
{
    public string Name => "rivals-dotnet";

    public string Question => "wall time of an upgrade from request to pull request, over dotnet-outdated and dotnet test";

    public IReadOnlyList<string> Tools => [.. RequiredTools.OfAnUpgrade, RequiredTools.DotNet];

    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        InstalledPostgres.Require();
        var tools = new RivalTools();
        await tools.InstallDotNetOutdatedAsync(cancellationToken);
        await using var application = await UpgradedApplication.StartAsync(bench, Name, SampleUpgrade.Signup, cancellationToken);

        // Each side has its own folder of packages, which the first run fills.
        await OursAsync();
        await OutdatedAsync();
        var rounds = await PairedRounds.RunAsync(
            bench.Amount(4, 1),
            OursAsync,
            OutdatedAsync,
            (ours, baseline) => Bench.Say(string.Create(CultureInfo.InvariantCulture, $"rivals-dotnet: {ours:0.00} s, dotnet-outdated {baseline:0.00} s")));
        return
        [
            Finding.Remark(Name, $"wall time over clone, {RivalTools.DotNetOutdated} and dotnet test", rounds.Ratio.Describe(" ×", "0.00")),
            Finding.Remark(Name, "an upgrade, request to published", Spread.Of(rounds.Ours).Describe(" s", "0.00")),
            Finding.Remark(Name, "dotnet-outdated, clone to tested", Spread.Of(rounds.Baseline).Describe(" s", "0.00")),
        ];

        async Task<double> OursAsync() => (await application.UpgradeAsync(cancellationToken)).Seconds;

        async Task<double> OutdatedAsync() =>
            await tools.DotNetOutdatedAsync((await application.PrepareAsync(cancellationToken)).Path, SampleUpgrade.Signup.Package, cancellationToken);
    }
}
