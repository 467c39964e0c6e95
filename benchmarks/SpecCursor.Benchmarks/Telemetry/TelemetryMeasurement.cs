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
    private const int Starts = 4;
    private const double RateGoal = 0.9;
    private const double AllocationGoal = 1.25;
    private const string Listing = "/api/v1/upgrades?pageSize=20";

    private static readonly KeyValuePair<string, string> s_off = new("SpecCursor__Telemetry__Enabled", "false");

    public string Name => "telemetry";

    public string Question => "API requests per second, and bytes allocated for each, with all telemetry on over telemetry off";

    public IReadOnlyList<string> Tools => [RequiredTools.Redis];

    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        await using var backing = await BackingServers.StartAsync(cancellationToken);
        await using var sink = await OtlpSink.StartAsync(cancellationToken);
        var launcher = new ServiceLauncher(bench.Layout, backing);
        List<PairedRounds> starts = [];
        Allocations allocations = new([], []);
        for (var start = 0; start < bench.Amount(Starts, 1); start++)
        {
            starts.Add(await MeasureStartAsync(bench, launcher, backing, sink, start, allocations, cancellationToken));
        }

        var rounds = PairedRounds.Join(starts);
        var allocation = Spread.Of(allocations.Observed.Zip(allocations.Silent, (ours, baseline) => ours / baseline));
        return
        [
            Finding.AtLeast(Name, "requests a second with telemetry over without", rounds.Ratio.Median, RateGoal, " ×", rounds.Ratio),
            Finding.AtMost(Name, "bytes allocated a request with telemetry over without", allocation.Median, AllocationGoal, " ×", allocation),
            Finding.Remark(Name, "requests a second, telemetry on", string.Create(CultureInfo.InvariantCulture, $"{Spread.Of(rounds.Ours).Median:0}/s")),
            Finding.Remark(Name, "requests a second, telemetry off", string.Create(CultureInfo.InvariantCulture, $"{Spread.Of(rounds.Baseline).Median:0}/s")),
            Finding.Remark(Name, "bytes allocated a request, telemetry on", string.Create(CultureInfo.InvariantCulture, $"{Spread.Of(allocations.Observed).Median:0}")),
            Finding.Remark(Name, "exported over OTLP meanwhile", string.Create(CultureInfo.InvariantCulture, $"{sink.Received / 1_000_000d:0.0} MB")),
        ];
    }

    // Two processes alike differ by some percent from one start to the next, and it matters which came first.
    private static async Task<PairedRounds> MeasureStartAsync(
        Bench bench, ServiceLauncher launcher, BackingServers backing, OtlpSink sink, int start, Allocations allocations, CancellationToken cancellationToken)
    {
        using var observedProbe = new AllocationProbe();
        using var silentProbe = new AllocationProbe();
        KeyValuePair<string, string>[] on = [.. sink.Settings, .. observedProbe.Settings];
        KeyValuePair<string, string>[] off = [s_off, .. silentProbe.Settings];
        var observedFirst = start % 2 == 0;
        await using var first = await StartAsync(launcher, backing, $"first{start}", observedFirst ? on : off, cancellationToken);
        await using var second = await StartAsync(launcher, backing, $"second{start}", observedFirst ? off : on, cancellationToken);
        using var toObserved = LoadClient.Create((observedFirst ? first : second).Address, ServiceLauncher.ApiKey);
        using var toSilent = LoadClient.Create((observedFirst ? second : first).Address, ServiceLauncher.ApiKey);

        await ListAsync(toObserved, bench.Time(20, 1), cancellationToken);
        await ListAsync(toSilent, bench.Time(20, 1), cancellationToken);
        return await PairedRounds.RunAsync(
            bench.Amount(8, 1),
            () => WithAllocationsAsync(
                observedProbe, allocations.Observed, () => WithScrapesAsync(toObserved, token => ListAsync(toObserved, bench.Time(4, 2), token), cancellationToken), cancellationToken),
            () => WithAllocationsAsync(silentProbe, allocations.Silent, () => ListAsync(toSilent, bench.Time(4, 2), cancellationToken), cancellationToken),
            (ours, baseline) => Bench.Say(string.Create(
                CultureInfo.InvariantCulture, $"telemetry: on {ours:0}/s, off {baseline:0}/s; {allocations.Observed[^1]:0} and {allocations.Silent[^1]:0} bytes each")));
    }

    // Alone on its database: nobody takes the upgrades up, so the listing stays what it is.
    private static async Task<ServiceProcess> StartAsync(
        ServiceLauncher launcher, BackingServers backing, string name, KeyValuePair<string, string>[] settings, CancellationToken cancellationToken)
    {
        var database = await backing.CreateDatabaseAsync(name, cancellationToken);
        var controller = await launcher.StartAsync(ServiceLauncher.Controller, database, new Dictionary<string, string>(settings), cancellationToken);
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

    /// <summary>Adds what a request allocated to the list: what a process does besides, such as exporting, is shared among its requests.</summary>
    private static async Task<double> WithAllocationsAsync(
        AllocationProbe probe, List<double> bytes, Func<Task<LoadResult>> load, CancellationToken cancellationToken)
    {
        var before = await probe.ReadAsync(cancellationToken);
        var result = await load();
        bytes.Add((double)(await probe.ReadAsync(cancellationToken) - before) / result.Completed);
        return result.PerSecond;
    }

    private static async Task<LoadResult> ListAsync(HttpClient client, TimeSpan duration, CancellationToken cancellationToken)
    {
        return await ClosedLoop.RunForAsync(Callers, duration, token => GetAsync(client, Listing, token), cancellationToken);
    }

    /// <summary>Scrapes the metrics meanwhile, three times as often as Prometheus is told to.</summary>
    private static async Task<LoadResult> WithScrapesAsync(HttpClient client, Func<CancellationToken, Task<LoadResult>> load, CancellationToken cancellationToken)
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

    /// <summary>Bytes a request, a number a round.</summary>
    private sealed record Allocations(List<double> Observed, List<double> Silent);
}
