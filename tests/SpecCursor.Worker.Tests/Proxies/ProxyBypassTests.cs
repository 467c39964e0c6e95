using SpecCursor.Worker.Proxies;

namespace SpecCursor.Worker.Tests.Proxies;

public sealed class ProxyBypassTests
{
    [Theory]
    [InlineData("corp.example", "corp.example", 443)]
    [InlineData("corp.example", "nexus.corp.example", 443)]
    [InlineData(".corp.example", "nexus.corp.example", 443)]
    [InlineData("*.corp.example", "nexus.corp.example", 443)]
    [InlineData("other.example, CORP.example.", "nexus.corp.example", 443)]
    [InlineData("nexus:8081", "nexus", 8081)]
    [InlineData("*", "anything.example", 443)]
    [InlineData("10.0.0.7", "10.0.0.7", 443)]
    [InlineData("10.0.0.0/8", "10.1.2.3", 443)]
    [InlineData("10.0.0.7:8443", "10.0.0.7", 8443)]
    [InlineData("fd00::/8", "fd00::7", 443)]
    [InlineData("[fd00::7]:8443", "fd00::7", 8443)]
    [InlineData("", "localhost", 443)]
    [InlineData("", "127.0.0.1", 4873)]
    [InlineData(null, "::1", 443)]
    public void Server_is_reached_without(string? variable, string host, int port) => Assert.True(new ProxyBypass(variable).Includes(host, port));

    [Theory]
    [InlineData("corp.example", "mycorp.example", 443)]
    [InlineData("corp.example", "corp.example.evil.example", 443)]
    [InlineData("nexus:8081", "nexus", 443)]
    [InlineData("10.0.0.0/8", "11.0.0.1", 443)]
    [InlineData("10.0.0.0/8", "10.example", 443)]
    [InlineData("10.0.0.7:8443", "10.0.0.7", 443)]
    [InlineData("fd00::7", "fd00::8", 443)]
    [InlineData(",, .", "corp.example", 443)]
    [InlineData("", "registry.npmjs.org", 443)]
    public void Server_is_not(string? variable, string host, int port) => Assert.False(new ProxyBypass(variable).Includes(host, port));
}
