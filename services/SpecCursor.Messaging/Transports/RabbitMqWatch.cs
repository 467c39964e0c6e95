using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine.Runtime;
using Wolverine.Transports;
using BrokerTransport = Wolverine.RabbitMQ.Internal.RabbitMqTransport;

namespace SpecCursor.Messaging.Transports;

/// <summary>
/// Brings a service back to a broker that answers but has lost it. The client opens a lost connection again by itself and the engine listens again, yet both
/// give up: the client when a connection is lost once more before the listeners are there again (https://github.com/rabbitmq/rabbitmq-dotnet-client/issues/1871
/// tells how that looks), the engine after seven attempts at a listener. The service would live on then and hear nothing. A broker that does not answer is
/// left to them, however long that takes.
/// </summary>
internal sealed class RabbitMqWatch(
    IWolverineRuntime runtime,
    ServiceQueue queue,
    Uri address,
    TimeProvider time,
    ILogger<RabbitMqWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>The client tries every five seconds, and the engine's attempts at a listener lie up to thirty apart.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly EngineTransport _engine = new(runtime);
    private readonly HashSet<IListeningAgent> _left = [];

    /// <inheritdoc />
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _engine.RequireQueues();
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var broker = new RabbitMqInquiry(address, $"{queue.ServiceName}-watch");
        using var timer = new PeriodicTimer(Interval, time);
        long? lostSince = null;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (await LostAsync(broker, stoppingToken) is not { } lost)
            {
                lostSince = null;
            }
            else if (time.GetElapsedTime(lostSince ??= time.GetTimestamp()) >= Patience)
            {
                await ReturnAsync(lost);
                lostSince = null;
            }
        }
    }

    /// <summary>The connections that are lost; none, where only the listener is; nothing, where all is well or the broker does not answer.</summary>
    private async Task<List<EngineConnection>?> LostAsync(RabbitMqInquiry broker, CancellationToken cancellationToken)
    {
        try
        {
            var isHeard = await broker.AskAsync(queue, cancellationToken) is { ConsumerCount: > 0 };
            var lost = _engine.Connections.Where(connection => !connection.IsOpen).ToList();
            return lost.Count > 0 || (!isHeard && Listeners().Count > 0) ? lost : null;
        }
        catch (Exception exception) when (RabbitMqInquiry.IsFailure(exception))
        {
            logger.LogDebug("RabbitMQ does not answer: {Reason}", exception.Message);
            return null;
        }
    }

    private async Task ReturnAsync(List<EngineConnection> lost)
    {
        logger.LogWarning(
            "RabbitMQ answers, yet {Service} has been without its {Lost} for {Patience}; connecting again",
            queue.ServiceName, lost.Count == 0 ? "listener" : "connection", Patience);
        try
        {
            foreach (var connection in lost)
            {
                await connection.ReopenAsync();
            }

            if (lost.Count == 0 || lost.Exists(connection => connection.Listens))
            {
                await ListenAgainAsync();
            }
        }
        catch (Exception exception) when (RabbitMqInquiry.IsFailure(exception))
        {
            logger.LogWarning("{Service} could not be brought back to RabbitMQ, and will be tried again: {Reason}", queue.ServiceName, exception.Message);
        }
    }

    private async Task ListenAgainAsync()
    {
        var listeners = Listeners();
        foreach (var connection in _engine.Connections.Where(connection => connection.Listens))
        {
            await connection.ClearAsync();
        }

        foreach (var listener in listeners)
        {
            // One that can't be started now counts as stopped, and is still to be started.
            _left.Add(listener);
            await listener.RestartAsync(force: true);
            _left.Remove(listener);
        }
    }

    /// <summary>Those that should listen: the engine itself stops one that has too much to do, and starts it again.</summary>
    private List<IListeningAgent> Listeners() => runtime.Endpoints.ActiveListeners()
        .Where(agent => agent.Uri.Scheme == BrokerTransport.ProtocolName && (agent.Status == ListeningStatus.Accepting || _left.Contains(agent)))
        .ToList();
}
