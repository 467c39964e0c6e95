using System.Runtime.CompilerServices;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Wolverine.RabbitMQ.Internal;

namespace SpecCursor.Messaging.Transports;

/// <summary>One of the engine's connections to a broker.</summary>
internal sealed class EngineConnection(object monitor)
{
    /// <summary>What the engine calls one.</summary>
    public const string MonitorType = "Wolverine.RabbitMQ.Internal.ConnectionMonitor, Wolverine.RabbitMQ";

    private const string AgentsType = "System.Collections.Generic.IReadOnlyList`1[[Wolverine.RabbitMQ.Internal.RabbitMqChannelAgent, Wolverine.RabbitMQ]]";

    private readonly IConnectionMonitor _monitor = (IConnectionMonitor)monitor;

    /// <summary>Whether this is the one that listens.</summary>
    public bool Listens => _monitor.Role == ConnectionRole.Listening;

    /// <summary>Whether it is open: between its loss and its recovery it is not.</summary>
    public bool IsOpen => ConnectionOf(_monitor) is { IsOpen: true };

    /// <summary>Takes all who listen or send by it from it: those without a channel can't take leave themselves, and would be there twice when it recovers.</summary>
    public async Task ClearAsync()
    {
        foreach (var agent in ((IEnumerable<object>)AgentsOf(_monitor)).Cast<IAsyncDisposable>())
        {
            try
            {
                await agent.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (RabbitMqInquiry.IsFailure(exception))
            {
                // Its channel was gone, which is what this is for.
            }
        }
    }

    /// <summary>Ends it, and whatever its recovery still does, and opens another in its place; the engine's senders take that with what they send next.</summary>
    /// <exception cref="BrokerUnreachableException">The broker can't be reached.</exception>
    public async Task ReopenAsync()
    {
        await ((IAsyncDisposable)_monitor).DisposeAsync().ConfigureAwait(false);
        await _monitor.ConnectAsync().ConfigureAwait(false);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Connection")]
    private static extern IConnection? ConnectionOf([UnsafeAccessorType(MonitorType)] object monitor);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_TrackedAgents")]
    [return: UnsafeAccessorType(AgentsType)]
    private static extern object AgentsOf([UnsafeAccessorType(MonitorType)] object monitor);
}
