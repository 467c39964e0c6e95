using SpecCursor.ServiceDefaults.Redis;

namespace SpecCursor.AiService.Budget;

/// <summary>Counts what all instances of the service did.</summary>
internal sealed class RedisWindowCounter(RedisConnection redis) : IWindowCounter
{
    private const string Prefix = "speccursor:ai:tokens:";

    /// <inheritdoc />
    public async Task<long> AddAsync(string window, long amount, TimeSpan expiry)
    {
        var database = (await redis.ConnectAsync().ConfigureAwait(false)).GetDatabase();
        var total = await database.StringIncrementAsync(Prefix + window, amount).ConfigureAwait(false);
        if (total == amount)
        {
            await database.KeyExpireAsync(Prefix + window, expiry).ConfigureAwait(false);
        }

        return total;
    }
}
