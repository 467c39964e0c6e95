using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SpecCursor.AiService.Budget;
using SpecCursor.AiService.Extensions;
using SpecCursor.ServiceDefaults;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Testing.Otlp;
using SpecCursor.Testing.Redis;

namespace SpecCursor.AiService.Tests.Budget;

/// <summary>What the service does in Redis is seen in the trace of the upgrade that it is done for.</summary>
public sealed class RedisSpanTests
{
    [Fact]
    public async Task Commands_are_spans_below_the_work_that_they_belong_to_and_hold_no_values()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var collector = await OtlpCollector.StartAsync();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(collector.Environment.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("ConnectionStrings:redis", (string?)redis.ConnectionString)]);
        builder.AddServiceDefaults();
        builder.AddGeneration();
        using var host = builder.Build();
        await host.StartAsync();
        string trace;
        using (var work = SpecCursorActivities.StartUpgrade(Guid.NewGuid(), "node", "uuid", "9.0.1"))
        {
            trace = work!.TraceId.ToHexString();
            Assert.NotNull(await host.Services.GetRequiredService<TokenBudget>().TryReserveAsync(80));
        }

        // Spans go out in the order in which they end, but in whatever batches.
        await collector.WaitForAsync(
            received => received.Spans.Any(span => span.TraceId == trace && IsRoot(span)) && received.Spans.Any(span => span.Name == "INCRBY"), TimeSpan.FromMinutes(1));

        var upgrade = Assert.Single(collector.Spans, span => span.TraceId == trace && IsRoot(span));
        var commands = collector.Spans.Where(span => span.Attributes.GetValueOrDefault("db.system.name") == "redis").ToList();
        Assert.Contains(commands, span => span.Name == "INCRBY");
        Assert.All(commands, span => Assert.Equal(upgrade.SpanId, span.ParentSpanId));
        Assert.All(commands, span => Assert.Equal(span.Name, span.Attributes["db.operation.name"]));
        Assert.All(commands, span => Assert.Empty(span.Attributes.Keys.Intersect(["db.query.text", "db.statement"])));
        await host.StopAsync();
    }

    private static bool IsRoot(ReceivedSpan span) => span.ParentSpanId.Trim('0').Length == 0;
}
