using System.Net;
using System.Net.Sockets;
using SpecCursor.Worker.Sandbox.Egress;

namespace SpecCursor.Worker.Tests.Sandbox.Egress;

public sealed class EgressPolicyTests
{
    private static readonly Dictionary<string, IPAddress[]> Names = new()
    {
        ["registry.example"] = [IPAddress.Parse("1.1.1.1")],
        ["mixed.example"] = [IPAddress.Parse("1.1.1.1"), IPAddress.Parse("10.0.0.7")],
        ["inside.example"] = [IPAddress.Parse("169.254.169.254")],
    };

    private static readonly EgressPolicy Policy = new(
        [
            new("registry.example", 443, IsTrusted: false), new("mixed.example", 443, IsTrusted: false), new("inside.example", 443, IsTrusted: false),
            new("inside.example", 8443, IsTrusted: true), new("127.0.0.1", 4873, IsTrusted: true), new("gone.example", 443, IsTrusted: true),
        ],
        (name, _) => Names.TryGetValue(name, out var addresses) ? Task.FromResult(addresses) : throw new SocketException((int)SocketError.HostNotFound));

    [Theory]
    [InlineData("registry.example", 443)]
    [InlineData("inside.example", 8443)]
    [InlineData("127.0.0.1", 4873)]
    public async Task Listed_server_is_let_through(string host, int port)
    {
        var decision = await Policy.DecideAsync(host, port, CancellationToken.None);

        Assert.Null(decision.Refusal);
        Assert.NotEmpty(decision.Addresses);
    }

    [Theory]
    [InlineData("registry.example", 80, "egress_denied")]
    [InlineData("other.example", 443, "egress_denied")]
    [InlineData("1.1.1.1", 443, "egress_denied")]
    [InlineData("127.0.0.1", 5432, "sandbox_escape")]
    [InlineData("localhost", 4873, "sandbox_escape")]
    [InlineData("169.254.169.254", 80, "sandbox_escape")]
    [InlineData("fd00:ec2::254", 80, "sandbox_escape")]
    [InlineData("inside.example", 443, "sandbox_escape")]
    [InlineData("mixed.example", 443, "sandbox_escape")]
    [InlineData("gone.example", 443, null)]
    public async Task Other_is_refused_and_counted_as_what_it_is(string host, int port, string? kind)
    {
        var decision = await Policy.DecideAsync(host, port, CancellationToken.None);

        Assert.NotNull(decision.Refusal);
        Assert.Equal(kind, decision.Kind);
        Assert.Empty(decision.Addresses);
    }
}
