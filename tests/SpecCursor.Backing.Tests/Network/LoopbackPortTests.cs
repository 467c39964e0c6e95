using System.Net;
using System.Net.Sockets;
using SpecCursor.Backing.Network;

namespace SpecCursor.Backing.Tests.Network;

public sealed class LoopbackPortTests
{
    [Fact]
    public void Port_that_somebody_listens_on_is_not_free_and_a_found_one_is()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        Assert.False(LoopbackPort.IsFree(((IPEndPoint)listener.LocalEndpoint).Port));
        Assert.True(LoopbackPort.IsFree(LoopbackPort.FindFree()));
    }

    [Fact]
    public void Found_port_is_none_that_the_system_gives_to_outgoing_connections() =>
        Assert.All(Enumerable.Range(0, 20), _ => Assert.InRange(LoopbackPort.FindFree(), 1024, 32_767));
}
