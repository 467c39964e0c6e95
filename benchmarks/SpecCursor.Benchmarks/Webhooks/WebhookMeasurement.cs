using System.Globalization;
using System.Reflection;
using SpecCursor.Benchmarks.Backing;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Load;
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
        using var toApp = LoadClient.Create(app.Address);
        using var toBare = LoadClient.Create(bare.Address);
        var delivery = new SignedDelivery();
        var accepted = 0L;
        List<double> handled = [];

        await SendAsync(toApp, bench.Time(5, 1));
        await app.WaitUntilIdleAsync(cancellationToken);
        await SendAsync(toBare, bench.Time(5, 1));
        var processorBefore = app.ProcessorTime;
        var rounds = await PairedRounds.RunAsync(
            bench.Amount(5, 1),
            async () =>
            {
                var result = await SendAsync(toApp, bench.Time(8, 2));
                accepted += result.Completed;
                var queued = await app.WaitUntilIdleAsync(cancellationToken);
                handled.Add(result.Completed / (result.Elapsed + queued).TotalSeconds);
                return result.PerSecond;
            },
            async () => (await SendAsync(toBare, bench.Time(8, 2))).PerSecond,
            (ours, baseline) => Bench.Say(string.Create(CultureInfo.InvariantCulture, $"webhooks: {ours:0}/s, bare {baseline:0}/s")));
        await AcceptedWebhooks.RequireAsync(toApp, accepted, cancellationToken);
        var processor = (app.ProcessorTime - processorBefore).TotalMicroseconds / accepted;

        return
        [
            Finding.AtLeast(Name, "webhooks a second over a bare endpoint's", rounds.Ratio.Median, Goal, " ×", rounds.Ratio),
            Finding.Remark(Name, "webhooks accepted a second", Rate(rounds.Ours)),
            Finding.Remark(Name, "webhooks accepted and handed to the workflow a second", Rate(handled)),
            Finding.Remark(Name, "the bare endpoint's requests a second", Rate(rounds.Baseline)),
            Finding.Remark(Name, "the GitHub app's processor time a webhook", string.Create(CultureInfo.InvariantCulture, $"{processor:0} µs")),
        ];

        Task<LoadResult> SendAsync(HttpClient client, TimeSpan duration) =>
            ClosedLoop.RunForAsync(Callers, duration, token => delivery.SendAsync(client, token), cancellationToken);
    }

    private static string Rate(IReadOnlyList<double> rates)
    {
        var spread = Spread.Of(rates);
        return string.Create(CultureInfo.InvariantCulture, $"{spread.Median:0}/s ({spread.Minimum:0}–{spread.Maximum:0})");
    }
}
