using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SpecCursor.Testing.Otlp;

/// <summary>
/// Receives what services export over OTLP, on free loopback ports, in this process. Give a service <see cref="HttpEndpoint"/> as
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> with <c>OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf</c>, or <see cref="GrpcEndpoint"/> with <c>grpc</c>.
/// </summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private const int MaximumItems = 200_000;
    private const int GrpcPrefixLength = 5;

    private readonly Lock _lock = new();
    private readonly WebApplication _app;
    private readonly List<ReceivedSpan> _spans = [];
    private readonly List<ReceivedLog> _logs = [];
    private readonly List<ReceivedMetric> _metrics = [];
    private TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OtlpCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        _app = builder.Build();
        Map("/v1/traces", "trace.v1.TraceService", request => Keep(_spans, OtlpDecoder.Spans(request)));
        Map("/v1/logs", "logs.v1.LogsService", request => Keep(_logs, OtlpDecoder.Logs(request)));
        Map("/v1/metrics", "metrics.v1.MetricsService", request => Keep(_metrics, OtlpDecoder.Metrics(request)));
    }

    /// <summary>For the protocol <c>http/protobuf</c>.</summary>
    public Uri HttpEndpoint => Endpoint(0);

    /// <summary>For the protocol <c>grpc</c>.</summary>
    public Uri GrpcEndpoint => Endpoint(1);

    /// <summary>The spans so far.</summary>
    public IReadOnlyList<ReceivedSpan> Spans => Snapshot(_spans);

    /// <summary>The log records so far.</summary>
    public IReadOnlyList<ReceivedLog> Logs => Snapshot(_logs);

    /// <summary>The metrics so far; each export adds all of them again.</summary>
    public IReadOnlyList<ReceivedMetric> Metrics => Snapshot(_metrics);

    /// <summary>Starts to listen.</summary>
    public static async Task<OtlpCollector> StartAsync(CancellationToken cancellationToken = default)
    {
        var collector = new OtlpCollector();
        await collector._app.StartAsync(cancellationToken).ConfigureAwait(false);
        return collector;
    }

    /// <summary>The environment that makes a service export here, quickly.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = HttpEndpoint.ToString().TrimEnd('/'),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    /// <summary>Waits until what was received satisfies the condition; it is asked after each export.</summary>
    /// <exception cref="TimeoutException">It did not in time; the message tells what was received instead.</exception>
    public async Task WaitForAsync(Func<OtlpCollector, bool> condition, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(timeout);
        while (true)
        {
            var received = Received();
            if (condition(this))
            {
                return;
            }

            try
            {
                await received.WaitAsync(limited.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"Not received within {timeout}. {Summary()}");
            }
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        using var buffer = new MemoryStream();
        await body.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        return buffer.ToArray();
    }

    private void Map(string path, string grpcService, Action<ReadOnlyMemory<byte>> receive)
    {
        _app.MapPost(path, async (HttpContext context) =>
        {
            receive(await ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false));
            context.Response.ContentType = "application/x-protobuf";
        });
        _app.MapPost($"/opentelemetry.proto.collector.{grpcService}/Export", async (HttpContext context) =>
        {
            var body = await ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
            receive(body.AsMemory(GrpcPrefixLength, (int)BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(1))));
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[GrpcPrefixLength], context.RequestAborted).ConfigureAwait(false);
            context.Response.AppendTrailer("grpc-status", "0");
        });
    }

    private void Keep<T>(List<T> kept, IEnumerable<T> items)
    {
        var decoded = items.ToList();
        TaskCompletionSource received;
        lock (_lock)
        {
            kept.AddRange(decoded.Take(MaximumItems - kept.Count));
            received = _received;
            _received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        received.SetResult();
    }

    private Task Received()
    {
        lock (_lock)
        {
            return _received.Task;
        }
    }

    private T[] Snapshot<T>(List<T> items)
    {
        lock (_lock)
        {
            return [.. items];
        }
    }

    private string Summary()
    {
        var spans = Spans.GroupBy(span => span.Service).Select(group => $"{group.Key}: {string.Join(", ", group.Select(span => span.Name).Distinct().Take(30))}");
        return $"Spans: {string.Join("; ", spans)}. Logs: {Logs.Count}. Metrics: {Metrics.Select(metric => metric.Name).Distinct().Count()}.";
    }

    private Uri Endpoint(int index) =>
        new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(index));
}
