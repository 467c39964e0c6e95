using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults.Tests.Telemetry;

public sealed class BridgeTests
{
    [Fact]
    public async Task Library_instruments_are_exposed_under_their_usual_names()
    {
        await using var service = await TestService.StartAsync(app => app.MapGet("/things/{id}", (int id) => id));
        await service.Client.GetStringAsync("/things/7");

        var scrape = await Scrape.OfAsync(service.Client);

        Assert.Equal(1, scrape.Value("http_server_request_duration_seconds_count", ("http_route", "/things/{id}"), ("http_response_status_code", "200")));
        Assert.Equal(HistogramBuckets.Http, scrape.Families["http_server_request_duration_seconds"].Bounds);
        Assert.Equal("gauge", scrape.Families["kestrel_active_connections"].Type);
        Assert.Equal("counter", scrape.Families["dotnet_process_cpu_time_seconds_total"].Type);
        Assert.True(scrape.Value("dotnet_process_memory_working_set_bytes") > 0);
        Assert.Equal("gauge", scrape.Families["dotnet_thread_pool_queue_length"].Type);
    }

    [Fact]
    public async Task Probes_and_scrapes_are_not_measured()
    {
        await using var service = await TestService.StartAsync();
        await service.Client.GetStringAsync("/health/live");
        await Scrape.OfAsync(service.Client);

        var scrape = await Scrape.OfAsync(service.Client);

        Assert.False(scrape.Has("http_server_request_duration_seconds_count"));
    }

    [Fact]
    public async Task Request_duration_carries_its_trace_as_exemplar()
    {
        var traceId = "";
        await using var service = await TestService.StartAsync(app => app.MapGet("/traced", (SpecCursorMetrics metrics) =>
        {
            metrics.StepEnded("node", "test", "succeeded", TimeSpan.FromSeconds(2));
            traceId = System.Diagnostics.Activity.Current!.TraceId.ToHexString();
        }));
        await service.Client.GetAsync("/traced");

        var scrape = await Scrape.OfAsync(service.Client, openMetrics: true);

        var request = scrape.Find("http_server_request_duration_seconds_bucket", ("http_route", "/traced")).Single(sample => sample.Exemplar is not null);
        Assert.Equal(traceId, request.Exemplar!.Labels["trace_id"]);
        Assert.Equal(16, request.Exemplar.Labels["span_id"].Length);
        var step = scrape.Single("speccursor_upgrade_step_duration_seconds_bucket", ("step", "test"), ("le", "2.5"));
        Assert.Equal(traceId, step.Exemplar!.Labels["trace_id"]);
        Assert.Equal(2, step.Exemplar.Value);
    }

    [Fact]
    public async Task Measurement_outside_of_any_trace_has_no_exemplar()
    {
        await using var service = await TestService.StartAsync();
        service.Get<SpecCursorMetrics>().UpgradeEnded("node", "completed", TimeSpan.FromSeconds(1));

        var scrape = await Scrape.OfAsync(service.Client, openMetrics: true);

        Assert.All(scrape.Families["speccursor_upgrade_duration_seconds"].Samples, sample => Assert.Null(sample.Exemplar));
    }

    [Fact]
    public async Task Each_kind_of_instrument_keeps_its_meaning()
    {
        await using var service = await TestService.StartAsync();
        var meter = service.Get<IMeterFactory>().Create(MetricCatalogue.MeterName);
        var total = 10L;
        meter.CreateObservableCounter("test.observed", () => total);
        meter.CreateObservableUpDownCounter("test.level", () => -3);
        meter.CreateGauge<double>("test.temperature").Record(21.5);
        meter.CreateUpDownCounter<int>("test.open").Add(-2);
        meter.CreateCounter<decimal>("test.price", "{USD}").Add(0.25m);
        var first = await Scrape.OfAsync(service.Client);
        total = 15;

        var second = await Scrape.OfAsync(service.Client);

        Assert.Equal(10, first.Value("test_observed_total"));
        Assert.Equal(15, second.Value("test_observed_total"));
        Assert.Equal(-3, second.Value("test_level"));
        Assert.Equal(21.5, second.Value("test_temperature"));
        Assert.Equal(-2, second.Value("test_open"));
        Assert.Equal(0.25, second.Value("test_price_total"));
    }

    [Fact]
    public async Task Order_of_tags_makes_no_other_series_and_odd_values_no_broken_line()
    {
        await using var service = await TestService.StartAsync();
        var counter = service.Get<IMeterFactory>().Create(MetricCatalogue.MeterName).CreateCounter<int>("test.tags", null, "Two\nlines with a \\.");
        counter.Add(1, new("a.b", "x"), new("c", true));
        counter.Add(1, new("c", true), new("a.b", "x"));
        counter.Add(1, new("a.b", "line\nbreak \"quoted\" back\\slash é"), new("c", null));

        var scrape = await Scrape.OfAsync(service.Client);

        Assert.Equal(2, scrape.Value("test_tags_total", ("a_b", "x"), ("c", "true")));
        Assert.Equal(1, scrape.Value("test_tags_total", ("a_b", "line\nbreak \"quoted\" back\\slash é")));
    }

    [Fact]
    public async Task Instrument_with_too_many_series_is_cut_off_with_one_warning()
    {
        await using var service = await TestService.StartAsync();
        var counter = service.Get<IMeterFactory>().Create(MetricCatalogue.MeterName).CreateCounter<int>("test.unbounded");
        for (var i = 0; i < 3000; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("id", i));
        }

        var scrape = await Scrape.OfAsync(service.Client);

        Assert.Equal(1000, scrape.Find("test_unbounded_total").Count());
        var warning = Assert.Single(service.Logs.All, line => line.GetProperty("level").GetString() == "Warning");
        Assert.Equal("test_unbounded_total", warning.GetProperty("metric").GetString());
    }

    [Fact]
    public async Task Instruments_of_one_name_and_two_kinds_break_nothing()
    {
        await using var service = await TestService.StartAsync();
        var meter = service.Get<IMeterFactory>().Create(MetricCatalogue.MeterName);
        meter.CreateGauge<int>("test.twice").Record(1);
        meter.CreateHistogram<int>("test.twice").Record(2);

        Assert.Equal(1, (await Scrape.OfAsync(service.Client)).Value("test_twice"));
        Assert.Single(service.Logs.All, line => line.GetProperty("level").GetString() == "Warning");
    }

    [Fact]
    public async Task Observable_that_throws_takes_no_other_series_with_it()
    {
        await using var service = await TestService.StartAsync();
        service.Get<IMeterFactory>().Create(MetricCatalogue.MeterName)
            .CreateObservableGauge("test.broken", int () => throw new InvalidOperationException("out of order"));
        service.Get<SpecCursorMetrics>().QueueObserved("worker", 5, TimeSpan.Zero);
        await Scrape.OfAsync(service.Client);

        Assert.Equal(5, (await Scrape.OfAsync(service.Client)).Value("speccursor_queue_depth"));
        Assert.Single(service.Logs.All, line => line.GetProperty("level").GetString() == "Warning");
    }

    [Fact]
    public async Task Two_services_in_one_process_do_not_hear_each_other()
    {
        await using var one = await TestService.StartAsync();
        await using var other = await TestService.StartAsync();
        one.Get<SpecCursorMetrics>().DeadLettered("worker");

        Assert.False((await Scrape.OfAsync(other.Client)).Has("speccursor_dead_letters_total"));
    }

    [Fact]
    public async Task Scrapes_at_once_are_all_complete()
    {
        await using var service = await TestService.StartAsync();
        service.Get<SpecCursorMetrics>().QueueObserved("worker", 5, TimeSpan.Zero);

        var scrapes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Scrape.OfAsync(service.Client)));

        Assert.All(scrapes, scrape => Assert.Equal(5, scrape.Value("speccursor_queue_depth")));
    }

    [Fact]
    public async Task Measuring_allocates_nothing_once_the_series_is_known()
    {
        await using var service = await TestService.StartAsync();
        var metrics = service.Get<SpecCursorMetrics>();
        var duration = TimeSpan.FromMilliseconds(20);
        Measure(metrics, duration, 1000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Measure(metrics, duration, 10_000);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    private static void Measure(SpecCursorMetrics metrics, TimeSpan duration, int times)
    {
        for (var i = 0; i < times; i++)
        {
            metrics.StepEnded("node", "test", "succeeded", duration);
            metrics.DeadLettered("worker");
        }
    }
}
