using System.Globalization;
using SpecCursor.Benchmarks.Backing;
using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Load;
using SpecCursor.Benchmarks.Processes;

namespace SpecCursor.Benchmarks.Telemetry;

/// <summary>
/// Two controllers on databases alike. One has traces of every request, metrics and logs exported over OTLP every few seconds, and
/// <c>/metrics</c> scraped; the other has none of it.
/// </summary>
internal sealed class TelemetryMeasurement : IMeasurement
{
    private const int Callers = 16;
    private const int Seeded = 40;
    private const double Goal = 0.9;
    private const string Listing = "/api/v1/upgrades?pageSize=20";

    public string Name => "telemetry";

    public string Question => "API requests per second with all telemetry on, over telemetry off";

    public IReadOnlyList<string> Tools => [RequiredTools.Redis];

    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        await using var backing = await BackingServers.StartAsync(cancellationToken);
        await using var sink = await OtlpSink.StartAsync(cancellationToken);
        var launcher = new ServiceLauncher(bench.Layout, backing);
        var off = new Dictionary<string, string> { ["SpecCursor__Telemetry__Enabled"] = "false" };
        await using var observed = await StartAsync(launcher, await backing.CreateDatabaseAsync("observed", cancellationToken), sink.Settings, cancellationToken);
        await using var silent = await StartAsync(launcher, await backing.CreateDatabaseAsync("silent", cancellationToken), off, cancellationToken);
        using var toObserved = LoadClient.Create(observed.Address, ServiceLauncher.ApiKey);
        using var toSilent = LoadClient.Create(silent.Address, ServiceLauncher.ApiKey);

        await ListAsync(toObserved, bench.Time(6, 1), cancellationToken);
        await ListAsync(toSilent, bench.Time(6, 1), cancellationToken);
        var exportedBefore = sink.Received;
        var rounds = await PairedRounds.RunAsync(
            bench.Amount(7, 1),
            async () => await WithScrapesAsync(toObserved, token => ListAsync(toObserved, bench.Time(8, 2), token), cancellationToken),
            async () => await ListAsync(toSilent, bench.Time(8, 2), cancellationToken),
            (ours, baseline) => Bench.Say(string.Create(CultureInfo.InvariantCulture, $"telemetry: on {ours:0}/s, off {baseline:0}/s")));
        var exported = (sink.Received - exportedBefore) / 1_000_000d;
        return
        [
            Finding.AtLeast(Name, "requests a second with telemetry over without", rounds.Ratio.Median, Goal, " ×", rounds.Ratio),
            Finding.Remark(Name, "requests a second, telemetry on", string.Create(CultureInfo.InvariantCulture, $"{Spread.Of(rounds.Ours).Median:0}/s")),
            Finding.Remark(Name, "requests a second, telemetry off", string.Create(CultureInfo.InvariantCulture, $"{Spread.Of(rounds.Baseline).Median:0}/s")),
            Finding.Remark(Name, "exported over OTLP meanwhile", string.Create(CultureInfo.InvariantCulture, $"{exported:0.0} MB")),
        ];
    }

    // Alone on its database: nobody takes the upgrades up, so the listing stays what it is.
    private static async Task<ServiceProcess> StartAsync(
        ServiceLauncher launcher, string database, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var controller = await launcher.StartAsync(ServiceLauncher.Controller, database, settings, cancellationToken);
        try
        {
            using var api = new UpgradeApi(controller.Address);
            for (var seeded = 0; seeded < Seeded; seeded++)
            {
                await api.CreateAsync($"bench/seed-{seeded}", cancellationToken);
            }

            return controller;
        }
        catch
        {
            await controller.DisposeAsync();
            throw;
        }
    }

    private static async Task<double> ListAsync(HttpClient client, TimeSpan duration, CancellationToken cancellationToken)
    {
        var result = await ClosedLoop.RunForAsync(Callers, duration, token => GetAsync(client, Listing, token), cancellationToken);
        return result.PerSecond;
    }

    /// <summary>Scrapes the metrics meanwhile, three times as often as Prometheus is told to.</summary>
    private static async Task<double> WithScrapesAsync(HttpClient client, Func<CancellationToken, Task<double>> load, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var scraping = ScrapeAsync(client, ended.Token);
        try
        {
            return await load(cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await scraping;
        }
    }

    private static async Task ScrapeAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(5));
        try
        {
            do
            {
                await GetAsync(client, "/metrics", cancellationToken);
            }
            while (await pace.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The load has ended.
        }
    }

    private static async Task GetAsync(HttpClient client, string path, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new MeasurementException($"The controller answered {path} with {(int)response.StatusCode}.");
        }

        await response.Content.CopyToAsync(Stream.Null, cancellationToken);
    }
}
