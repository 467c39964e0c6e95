using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.ServiceDefaults.Tests.Otlp;

/// <summary>A collector that is lost for long while there is much to tell.</summary>
[Collection(AloneCollection.Name)]
public sealed class CollectorOutageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>What waits of a signal: the queue's 2048, and a batch of 512 that is being sent, which are OpenTelemetry's defaults.</summary>
    private const int Waiting = 2048 + 512;

    private const int Flood = 16 * Waiting;
    private const int Size = 1024;
    private const long Mebibyte = 1024 * 1024;

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task Collector_that_hangs_costs_bounded_memory_whatever_there_is_to_tell(string protocol)
    {
        // The system accepts connections for it, and nobody ever answers.
        using var hung = new TcpListener(IPAddress.Loopback, 0);
        hung.Start();
        await using var service = await TestService.StartAsync(
            settings: new()
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{((IPEndPoint)hung.LocalEndpoint).Port}",
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
            },

            // The lines that tests keep are no part of a service.
            configure: builder => builder.Logging.AddFilter<LogLines>("Flood", LogLevel.None));
        var logger = service.Get<ILoggerFactory>().CreateLogger("Flood");
        Fill(logger, Waiting);
        var full = GC.GetTotalMemory(forceFullCollection: true);

        Fill(logger, Flood);

        // Without a bound it grows by some 90 MiB for the spans, and by as much for the logs.
        var grown = GC.GetTotalMemory(forceFullCollection: true) - full;
        Assert.True(grown < 32 * Mebibyte, $"The heap grew by {grown / Mebibyte} MiB when it was full already.");
    }

    [Fact]
    public async Task Collector_that_is_not_there_is_not_complained_of_however_often_it_is_tried()
    {
        using var failures = new ExportFailures();
        await using var service = await TestService.StartAsync(
            app => app.MapGet("/", () => "hello"),
            new()
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1",
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "20",
                ["OTEL_BLRP_SCHEDULE_DELAY"] = "20",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "20",
            });
        var logger = service.Get<ILoggerFactory>().CreateLogger("Work");
        var before = service.Logs.All.Count;
        var worked = 0;
        using var limit = new CancellationTokenSource(Patience);
        while (failures.Count < 50)
        {
            Assert.Equal("hello", await service.Client.GetStringAsync("/", limit.Token));
            logger.LogInformation("Worked");
            worked++;
        }

        // What was logged is the work's own, and the failures are OpenTelemetry's to keep to itself.
        Assert.Equal(Enumerable.Repeat("Worked", worked), service.Logs.All.Skip(before).Select(line => line.GetProperty("message").GetString()));
    }

    private static void Fill(ILogger logger, int count)
    {
        for (var number = 0; number < count; number++)
        {
            using (var span = SpecCursorActivities.Source.StartActivity("flood")!)
            {
                span.SetTag("output", new string('x', Size));
            }

            logger.LogInformation("Flood {Output}", new string('x', Size));
        }
    }
}
