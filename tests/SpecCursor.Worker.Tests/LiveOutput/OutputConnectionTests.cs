using Microsoft.Extensions.Logging.Abstractions;
using SpecCursor.ServiceDefaults.Redis;
using SpecCursor.Worker.LiveOutput;

namespace SpecCursor.Worker.Tests.LiveOutput;

public sealed class OutputConnectionTests
{
    [Fact]
    public async Task Address_that_makes_no_sense_costs_live_output_and_nothing_else()
    {
        await using var redis = new RedisConnection("127.0.0.1:1,nonsense=1", "worker");

        Assert.False(await new OutputConnection(redis, NullLogger<OutputConnection>.Instance).TryAsync(_ => Task.CompletedTask));
    }
}
