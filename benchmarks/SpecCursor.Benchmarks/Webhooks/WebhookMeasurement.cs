using System.Globalization;
using System.Reflection;
using SpecCursor.Benchmarks.Backing;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Processes;

namespace SpecCursor.Benchmarks.Webhooks;

/// <summary>
/// Each delivery is a command, the dearest kind: the GitHub app verifies it, reads it, and commits its id and the request for an
/// upgrade before it answers. The baseline only verifies. What the app queues for later is waited for before the other side's turn.
/// </summary>
internal sealed class WebhookMeasurement : IMeasurement
{
    private const int Callers = 32;
    private const double Goal = 0.5;

    public string Name => "webhooks";

    public string Question => "webhooks accepted per second, over a bare Kestrel endpoint that only checks the HMAC";

    public IReadOnlyList<string> Tools => [RequiredTools.Git, RequiredTools.Redis];

    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        await using var backing = await BackingServers.StartAsync(cancellationToken);
        var database = await backing.CreateDatabaseAsync("webhooks", cancellationToken);
        await using var app = await new ServiceLauncher(bench.Layout, backing).StartAsync(ServiceLauncher.GitHubApp, database, extra: null, cancellationToken);
        await using var bare = await ServiceProcess.StartAsync(
            "bare endpoint", Assembly.GetExecutingAssembly().Location, [BareWebhookServer.Verb], ServiceLauncher.Runtime, cancellationToken);
        using var ours = new WebhookLoad(app, backing, Callers);
        using var baseline = new WebhookLoad(bare, backing, Callers);

        await ours.RunAsync(bench.Time(4, 1), cancellationToken);
        await baseline.RunAsync(bench.Time(4, 1), cancellationToken);
        ours.Forget();
        baseline.Forget();
        var rounds = await PairedRounds.RunAsync(
            bench.Amount(5, 1),
            () => ours.RunAsync(bench.Time(4, 2), cancellationToken),
            () => baseline.RunAsync(bench.Time(4, 2), cancellationToken),
            (measured, compared) => Bench.Say(string.Create(CultureInfo.InvariantCulture, $"webhooks: {measured:0}/s, bare {compared:0}/s")));
        await ours.RequireAcceptedAsync(cancellationToken);
        return
        [
            Finding.AtLeast(Name, "webhooks a second over a bare endpoint's", rounds.Ratio.Median, Goal, " ×", rounds.Ratio),
            Finding.Remark(Name, "webhooks accepted a second", Spread.Of(rounds.Ours).Describe("/s", "0")),
            Finding.Remark(Name, "webhooks handed to the workflow a second", Spread.Of(ours.Handled).Describe("/s", "0")),
            Finding.Remark(Name, "the bare endpoint's requests a second", Spread.Of(rounds.Baseline).Describe("/s", "0")),
            Finding.Remark(Name, "processor time a webhook", ours.Used.Describe(ours.Completed, "GitHub app", "load")),
            Finding.Remark(Name, "processor time a bare request", baseline.Used.Describe(baseline.Completed, "endpoint", "load")),
        ];
    }
}
