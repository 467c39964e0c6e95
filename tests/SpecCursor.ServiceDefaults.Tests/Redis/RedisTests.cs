using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpecCursor.ServiceDefaults.Redis;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.ServiceDefaults.Tests.Otlp;
using SpecCursor.Testing.Otlp;
using SpecCursor.Testing.Redis;

namespace SpecCursor.ServiceDefaults.Tests.Redis;

/// <summary>The services' connection to a real Redis, and what it tells of itself.</summary>
[Collection(AloneCollection.Name)]
public sealed class RedisTests
{
    [Fact]
    public async Task Command_is_a_span_of_the_work_that_it_is_for_and_none_where_there_is_no_work()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        using var host = await StartAsync(redis.ConnectionString, collector.Environment);
        var database = (await host.Services.GetRequiredService<RedisConnection>().ConnectAsync()).GetDatabase();
        string work;

        await database.StringSetAsync("outside", "1");
        using (var step = SpecCursorActivities.StartUpgradeStep("test", Guid.NewGuid(), "node", "uuid")!)
        {
            work = step.SpanId.ToString();
            await database.StringSetAsync("inside", "1");
        }

        await collector.WaitForAsync(received => received.Spans.Any(IsOfRedis), TimeSpan.FromMinutes(4));
        await host.StopAsync();

        var command = Assert.Single(collector.Spans, IsOfRedis);
        Assert.Equal((work, "SET"), (command.ParentSpanId, command.Attributes["db.operation.name"]));
        Assert.Empty(command.Events);
        Assert.Equal("0", command.Attributes["db.namespace"]);
        Assert.Empty(command.Attributes.Keys.Intersect(["db.system", "db.statement"]));
    }

    [Fact]
    public async Task Service_without_the_connection_string_has_no_redis()
    {
        using var host = await StartAsync(address: " ");

        Assert.Null(host.Services.GetService<RedisConnection>());
    }

    [Fact]
    public async Task Address_that_makes_no_sense_is_said_to_whoever_asks_and_ends_without_harm()
    {
        var connection = new RedisConnection("127.0.0.1:1,nonsense=1", "worker");

        await Assert.ThrowsAsync<ArgumentException>(connection.ConnectAsync);
        await connection.DisposeAsync();
    }

    private static bool IsOfRedis(ReceivedSpan span) => span.Attributes.GetValueOrDefault("db.system.name") == "redis";

    private static async Task<IHost> StartAsync(string address, IReadOnlyDictionary<string, string>? settings = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("OTEL_SERVICE_NAME", "worker"), new("ConnectionStrings:redis", address)]);
        builder.Configuration.AddInMemoryCollection((settings ?? new Dictionary<string, string>()).Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.AddServiceDefaults();
        builder.AddRedis();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
