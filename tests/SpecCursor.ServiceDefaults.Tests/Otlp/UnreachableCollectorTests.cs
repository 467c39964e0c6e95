using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Testing.Otlp;

namespace SpecCursor.ServiceDefaults.Tests.Otlp;

public sealed class UnreachableCollectorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task Collector_that_is_not_there_disturbs_nothing(string protocol) => await WorkAsync("http://127.0.0.1:1", protocol);

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task Collector_that_never_answers_disturbs_nothing(string protocol)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        await WorkAsync($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}", protocol);
    }

    [Fact]
    public async Task Collector_that_refuses_disturbs_nothing_and_is_sent_to_again_when_it_is_back()
    {
        var refusing = true;
        await using var collector = await OtlpCollector.StartAsync();
        await using var front = await TestService.StartAsync(app => app.Map("/{**path}", async (HttpContext context) =>
        {
            if (Volatile.Read(ref refusing))
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }

            await ForwardAsync(context, collector.HttpEndpoint);
        }));
        await using var service = await TestService.StartAsync(
            app => app.MapGet("/", () => "hello"),
            new(collector.Environment.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)))
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = front.Client.BaseAddress!.ToString().TrimEnd('/'),
            });
        for (var request = 0; request < 50; request++)
        {
            Assert.Equal("hello", await service.Client.GetStringAsync("/"));
        }

        Volatile.Write(ref refusing, false);

        using var limit = new CancellationTokenSource(Patience);
        while (collector.Spans.Count == 0)
        {
            Assert.Equal("hello", await service.Client.GetStringAsync("/", limit.Token));
        }

        Assert.DoesNotContain(service.Logs.All, line => line.GetProperty("level").GetString() is "Warning" or "Error");
    }

    [Fact]
    public async Task Without_a_collector_lines_still_name_their_trace()
    {
        await using var service = await TestService.StartAsync();
        using var span = SpecCursorActivities.StartSandboxExec("npm")!;

        new LoggerFactory([service.Logs]).CreateLogger("x").LogInformation("Ran");

        Assert.Equal(span.TraceId.ToHexString(), service.Logs.Single("Ran").GetProperty("trace_id").GetString());
    }

    [Fact]
    public async Task Telemetry_can_be_turned_off_for_comparison()
    {
        await using var service = await TestService.StartAsync(
            app => app.MapGet("/", () => "hello"), new() { ["SpecCursor:Telemetry:Enabled"] = "false", ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1" });

        using var metrics = await service.Client.GetAsync("/metrics");

        Assert.Equal("hello", await service.Client.GetStringAsync("/"));
        Assert.Equal(HttpStatusCode.NotFound, metrics.StatusCode);
    }

    private static async Task ForwardAsync(HttpContext context, Uri collector)
    {
        using var client = new HttpClient();
        using var content = new StreamContent(context.Request.Body);
        content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        using var answer = await client.PostAsync(new Uri(collector, context.Request.Path), content);
        context.Response.StatusCode = (int)answer.StatusCode;
    }

    /// <summary>More than the exporters' queues hold; then the end, which waits for the last export no longer than its time-out.</summary>
    private static async Task WorkAsync(string endpoint, string protocol)
    {
        await using var service = await TestService.StartAsync(
            app => app.MapGet("/", (ILogger<UnreachableCollectorTests> logger) =>
            {
                logger.LogInformation("Hello");
                return "hello";
            }),
            new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol });
        for (var i = 0; i < 3000; i++)
        {
            SpecCursorActivities.Source.StartActivity("span")?.Dispose();
        }

        Assert.Equal("hello", await service.Client.GetStringAsync("/"));
        await service.StopAsync(CancellationToken.None).WaitAsync(Patience);
        await service.DisposeAsync().AsTask().WaitAsync(Patience);
    }
}
