using System.Text.Json;
using System.Threading.Channels;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Output;
using StackExchange.Redis;

namespace SpecCursor.Worker.Tests.LiveOutput;

/// <summary>What Redis has of an upgrade's output, as a reader sees it.</summary>
internal sealed class WrittenOutput : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly ConnectionMultiplexer _connection;
    private readonly Guid _upgradeId;
    private readonly Channel<string> _announced = Channel.CreateUnbounded<string>();

    private WrittenOutput(ConnectionMultiplexer connection, Guid upgradeId)
    {
        _connection = connection;
        _upgradeId = upgradeId;
    }

    public IDatabase Database => _connection.GetDatabase();

    public static async Task<WrittenOutput> OpenAsync(string address, Guid upgradeId)
    {
        var output = new WrittenOutput(await ConnectionMultiplexer.ConnectAsync(address), upgradeId);
        await output._connection.GetSubscriber().SubscribeAsync(
            RedisChannel.Literal(OutputNames.Channel), (_, id) => output._announced.Writer.TryWrite(id.ToString()));
        return output;
    }

    public async Task<IReadOnlyList<UpgradeOutput>> ReadAsync() =>
    [
        .. (await Database.SortedSetRangeByRankAsync(OutputNames.KeyOf(_upgradeId)))
            .Select(entry => JsonSerializer.Deserialize<UpgradeOutput>(entry.ToString(), JsonSerializerOptions.Web)!),
    ];

    /// <summary>Reads whenever something is announced, until it is as it should be.</summary>
    public async Task<IReadOnlyList<UpgradeOutput>> AwaitAsync(Func<IReadOnlyList<UpgradeOutput>, bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var output = await ReadAsync();
            if (condition(output))
            {
                return output;
            }

            Assert.Equal(_upgradeId.ToString(), await _announced.Reader.ReadAsync(limit.Token));
        }
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();
}
