using System.Text;
using SpecCursor.Worker.Sandbox.Egress;

namespace SpecCursor.Worker.Tests.Sandbox.Egress;

public sealed class EgressRequestTests
{
    [Theory]
    [InlineData("registry.npmjs.org:443", "registry.npmjs.org", 443)]
    [InlineData("REGISTRY.npmjs.org:8443", "registry.npmjs.org", 8443)]
    [InlineData("[2606:4700::1111]:443", "2606:4700::1111", 443)]
    [InlineData("10.0.0.1:80", "10.0.0.1", 80)]
    [InlineData("0x7f.1:443", "127.0.0.1", 443)]
    public void Tunnel_is_read(string target, string host, int port)
    {
        var request = Parse($"CONNECT {target} HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n");

        Assert.Equal(new EgressRequest(host, port, null), request);
    }

    [Fact]
    public void Request_is_passed_on_without_what_is_the_proxys_own_and_names_the_server_that_was_checked()
    {
        var request = Parse(
            "GET http://registry.example:4873/uuid?full HTTP/1.1\r\nHost: inside.example\r\nAccept: */*\r\nProxy-Authorization: Basic eDp5\r\nConnection: keep-alive\r\n\r\n")!;

        Assert.Equal(("registry.example", 4873), (request.Host, request.Port));
        Assert.Equal(
            "GET /uuid?full HTTP/1.1\r\nHost: registry.example:4873\r\nConnection: close\r\nAccept: */*\r\n\r\n", Encoding.Latin1.GetString(request.Forwarded!));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1")]
    [InlineData("GET /uuid HTTP/1.1")]
    [InlineData("GET https://registry.example/ HTTP/1.1")]
    [InlineData("GET file:///etc/passwd HTTP/1.1")]
    [InlineData("GET http://user:word@registry.example/ HTTP/1.1")]
    [InlineData("CONNECT registry.example HTTP/1.1")]
    [InlineData("CONNECT registry.example:0x50 HTTP/1.1")]
    [InlineData("CONNECT registry.example:70000 HTTP/1.1")]
    [InlineData("CONNECT a@registry.example:443 HTTP/1.1")]
    [InlineData("CONNECT :443 HTTP/1.1")]
    [InlineData("PRI * HTTP/2.0")]
    [InlineData("\u0016\u0003\u0001")]
    public void Anything_else_is_no_request(string line) => Assert.Null(Parse($"{line}\r\n\r\n"));

    private static EgressRequest? Parse(string head) => EgressRequest.Parse(Encoding.Latin1.GetBytes(head));
}
