using System.Globalization;
using StackExchange.Redis;

namespace SpecCursor.Cli.Rehearsals.Harms;

/// <summary>Redis with more in it than it should have.</summary>
internal static class Cache
{
    // 232 MiB of the 256 that the cache may hold (see RedisOptions), so nothing is evicted yet.
    private const int Chunk = 4 * 1024 * 1024;
    private const int Chunks = 58;

    /// <summary>Puts 232 MiB into it, of the 256 that it may hold.</summary>
    public static async Task FillAsync(RehearsedApplication app, CancellationToken stop)
    {
        var address = new Uri(app.Resource("redis").Url ?? throw new RehearsalException("It is not known where Redis is. See ./speccursor status."));
        var options = new ConfigurationOptions { EndPoints = { { "127.0.0.1", address.Port } }, Password = app.State.RedisPassword };
        var text = new string('x', Chunk);
        try
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(options);
            for (var number = 0; number < Chunks; number++)
            {
                await redis.GetDatabase().StringSetAsync(string.Create(CultureInfo.InvariantCulture, $"rehearsal:{number}"), text).WaitAsync(stop);
            }
        }
        catch (RedisException exception)
        {
            throw new RehearsalException($"Redis does not take what it is given: {exception.Message}");
        }
    }
}
