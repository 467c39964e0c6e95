using System.Text;
using SpecCursor.Worker.Proxies;

namespace SpecCursor.Worker.Tests.Proxies;

public sealed class ProxyServerTests
{
    [Theory]
    [InlineData("http://proxy.corp.example:3128", "http://proxy.corp.example:3128/")]
    [InlineData("proxy.corp.example:3128", "http://proxy.corp.example:3128/")]
    [InlineData(" http://10.0.0.1/ ", "http://10.0.0.1/")]
    [InlineData("http://[fd00::1]:8080", "http://[fd00::1]:8080/")]
    public void Address_is_read(string text, string expected)
    {
        var server = ProxyServer.Parse(text)!;

        Assert.Equal((new Uri(expected), null), (server.Address, server.Authorization));
    }

    [Fact]
    public void Credentials_are_read_and_shown_to_nobody_but_the_proxy_and_git()
    {
        var server = ProxyServer.Parse("http://us%65r:p%40ss%3Aword@proxy.example")!;

        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user:p@ss:word")), server.Authorization);
        Assert.Equal("http://proxy.example/", server.Address.AbsoluteUri);
        Assert.Equal("proxy.example", server.ToString());
        Assert.EndsWith(":p%40ss%3Aword@proxy.example:80", server.AddressWithCredentials, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://proxy.example")]
    [InlineData("socks5://proxy.example")]
    [InlineData("http://")]
    [InlineData("http://proxy.example:99999")]
    [InlineData("http://proxy.example/path")]
    [InlineData("http://user:pass#word@proxy.example")]
    [InlineData("a b")]
    public void Anything_else_is_no_proxy(string text) => Assert.Null(ProxyServer.Parse(text));
}
