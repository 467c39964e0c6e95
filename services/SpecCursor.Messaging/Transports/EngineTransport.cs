using System.Runtime.CompilerServices;
using Wolverine.Runtime;
using BrokerTransport = Wolverine.RabbitMQ.Internal.RabbitMqTransport;

namespace SpecCursor.Messaging.Transports;

/// <summary>The engine's side of RabbitMQ, with what the engine does not show of it. A version of it that has that no longer is noticed by the tests.</summary>
internal sealed class EngineTransport(IWolverineRuntime runtime)
{
    private readonly BrokerTransport _transport = runtime.Options.Transports.OfType<BrokerTransport>().Single();

    /// <summary>Its connections to the broker: one listens, one sends.</summary>
    public IEnumerable<EngineConnection> Connections =>
        new[] { ListeningOf(_transport), SendingOf(_transport) }.OfType<object>().Select(monitor => new EngineConnection(monitor));

    /// <summary>
    /// Has a message that finds no queue come back, to be sent again: by default a broker that lost a queue says that it has what it drops. The engine does so
    /// itself in one of its modes only.
    /// </summary>
    public void RequireQueues() => Require(_transport, true);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "TryGetListeningConnection")]
    [return: UnsafeAccessorType(EngineConnection.MonitorType)]
    private static extern object? ListeningOf(BrokerTransport transport);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "TryGetSendingConnection")]
    [return: UnsafeAccessorType(EngineConnection.MonitorType)]
    private static extern object? SendingOf(BrokerTransport transport);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_RequirePublisherConfirms")]
    private static extern void Require(BrokerTransport transport, bool value);
}
