using System.Net;
using SpecCursor.AppHost.Containers;

namespace SpecCursor.AppHost.Tests.Containers;

public sealed class EngineBridgeTests
{
    [Theory]
    [InlineData("172.17.0.0/16 ", "172.17.0.1")]
    [InlineData("fd00:1::/64 10.88.0.0/16", "10.88.0.1")]
    [InlineData("172.18.0.0/16", null)]
    [InlineData("", null)]
    [InlineData("what is this", null)]
    public void Address_of_this_machine_in_the_engines_subnet_is_found_where_there_is_one(string subnets, string? expected)
    {
        IPAddress[] own = [IPAddress.Loopback, IPAddress.Parse("192.0.2.7"), IPAddress.Parse("172.17.0.1"), IPAddress.Parse("10.88.0.1"), IPAddress.Parse("fd00:1::1")];

        Assert.Equal(expected, EngineBridge.Choose(subnets, own)?.ToString());
    }
}
