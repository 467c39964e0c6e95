using SpecCursor.Contracts.Output;
using SpecCursor.Controller.Events;
using SpecCursor.ServiceDefaults.Redis;
using StackExchange.Redis;

namespace SpecCursor.Controller.Output;

/// <summary>Wakes output streams, as <see cref="EventHub"/> wakes those of events.</summary>
internal sealed class OutputHub(TimeProvider time, ILogger<OutputHub> logger, RedisConnection? redis = null) : BackgroundService
{
    /// <summary>Streams that one process serves at once.</summary>
    public const int MaximumSubscriptions = 200;

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);
    private static readonly RedisChannel Channel = RedisChannel.Literal(OutputNames.Channel);

    private readonly Subscriptions _subscriptions = new(MaximumSubscriptions);

    /// <summary>Opens a subscription to one upgrade's output; dispose it.</summary>
    /// <returns>The subscription, or null when there are too many.</returns>
    public Subscription? TrySubscribe(Guid upgradeId, Bell bell) => _subscriptions.TryAdd(upgradeId, bell);

    /// <summary>How many subscriptions to one upgrade are open.</summary>
    public int CountOf(Guid upgradeId) => _subscriptions.CountOf(upgradeId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (redis is not null)
        {
            try
            {
                var connection = await redis.ConnectAsync().WaitAsync(stoppingToken);
                await connection.GetSubscriber().SubscribeAsync(Channel, Heard).WaitAsync(stoppingToken);

                // From now on the connection subscribes again by itself; streams look for themselves what became of it.
                connection.ConnectionFailed += (_, _) => _subscriptions.WakeAll();
                connection.ConnectionRestored += (_, _) => _subscriptions.WakeAll();
                _subscriptions.WakeAll();
                return;
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                logger.LogDebug(exception, "Redis can't be listened to yet");
                await Task.Delay(RetryInterval, time, stoppingToken);
            }
        }
    }

    private void Heard(RedisChannel channel, RedisValue payload)
    {
        if (Guid.TryParse(payload.ToString(), out var upgradeId))
        {
            _subscriptions.Wake(upgradeId);
        }
    }
}
