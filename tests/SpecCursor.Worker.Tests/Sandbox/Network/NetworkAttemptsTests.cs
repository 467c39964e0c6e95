using SpecCursor.Worker.Sandbox.Network;

namespace SpecCursor.Worker.Tests.Sandbox.Network;

/// <summary>The kernel's counters, as its files have them; that they count what commands do is tested with the sandboxes.</summary>
public sealed class NetworkAttemptsTests
{
    [Theory]
    [InlineData("Ip: Forwarding DefaultTTL InReceives OutRequests OutDiscards OutNoRoutes ReasmTimeout\nIp: 1 64 9 8 7 6 5\nIcmp: InMsgs\nIcmp: 3\n", 6)]
    [InlineData("Ip6InReceives                   \t0\nIp6OutNoRoutes                  \t4\nIp6InMcastPkts \t0\n", 4)]
    [InlineData("Ip: Forwarding DefaultTTL\nIp: 1 64\n", 0)]
    [InlineData("Ip: Forwarding OutNoRoutes\nIp: 1\n", 0)]
    [InlineData("Ip: OutNoRoutes\n", 0)]
    [InlineData("Ip: Forwarding OutNoRoutes\nIp: 1 many\n", 0)]
    [InlineData("", 0)]
    public void Counter_is_found_by_its_name(string text, long attempts) => Assert.Equal(attempts, NetworkAttempts.NoRoutes(text));

    [Fact]
    public void Process_that_is_gone_counts_nothing()
    {
        using var attempts = new NetworkAttempts();

        attempts.Watch(int.MaxValue);

        Assert.Equal(0, attempts.Count());
    }
}
