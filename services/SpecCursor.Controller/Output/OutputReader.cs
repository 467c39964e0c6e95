using System.Text.Json;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Output;
using SpecCursor.ServiceDefaults.Redis;
using StackExchange.Redis;

namespace SpecCursor.Controller.Output;

/// <summary>Reads what commands of upgrades print while they run.</summary>
internal sealed class OutputReader(RedisConnection? redis = null)
{
    /// <summary>The most that one read returns.</summary>
    public const int PageSize = 50;

    /// <summary>What was printed after a sequence and is still kept; nothing of an upgrade whose output was forgotten, or that printed nothing.</summary>
    /// <exception cref="OutputUnavailableException">Redis does not answer, or there is none.</exception>
    public async Task<IReadOnlyList<UpgradeOutput>> ReadAsync(Guid upgradeId, long after, CancellationToken cancellationToken)
    {
        if (redis is null)
        {
            throw new OutputUnavailableException(cause: null);
        }

        try
        {
            var connection = await redis.ConnectAsync().WaitAsync(cancellationToken);
            var entries = await connection.GetDatabase().SortedSetRangeByScoreAsync(OutputNames.KeyOf(upgradeId), after, exclude: Exclude.Start, take: PageSize).WaitAsync(cancellationToken);
            return [.. entries.Select(entry => JsonSerializer.Deserialize<UpgradeOutput>(((ReadOnlyMemory<byte>)entry).Span, JsonSerializerOptions.Web)!)];
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            throw new OutputUnavailableException(exception);
        }
    }
}
