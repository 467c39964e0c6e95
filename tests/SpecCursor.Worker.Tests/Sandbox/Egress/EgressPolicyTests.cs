using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using SpecCursor.Worker.Proxies;
using SpecCursor.Worker.Sandbox.Egress;

namespace SpecCursor.Worker.Tests.Sandbox.Egress;

public sealed class EgressPolicyTests
{
    private static readonly Dictionary<string, IPAddress[]> Names = new()
    {
        ["registry.example"] = [IPAddress.Parse("1.1.1.1")],
        ["mixed.example"] = [IPAddress.Parse("1.1.1.1"), IPAddress.Parse("10.0.0.7")],
        ["inside.example"] = [IPAddress.Parse("169.254.169.254")],
        ["files.pythonhosted.org"] = [IPAddress.Parse("1.1.1.2")],
    };

    private static readonly EgressHost[] Hosts =
    [
        new("registry.example", 443, IsTrusted: false), new("mixed.example", 443, IsTrusted: false), new("inside.example", 443, IsTrusted: false),
        new("inside.example", 8443, IsTrusted: true), new("127.0.0.1", 4873, IsTrusted: true), new("gone.example", 443, IsTrusted: true),
        new("unknown.example", 443, IsTrusted: false), new("10.0.0.7", 443, IsTrusted: false), new("1.1.1.1", 8443, IsTrusted: false),
        new("static.crates.io", 443, IsTrusted: false), new("files.pythonhosted.org", 443, IsTrusted: false),
    ];

    private static readonly EgressPolicy Policy = Create(new ProxyOptions());

    private static readonly EgressPolicy BehindProxy = Create(new ProxyOptions { Https = "http://proxy.example:3128", No = "inside.example:8443" });

    [Theory]
    [InlineData("registry.example", 443)]
    [InlineData("inside.example", 8443)]
    [InlineData("127.0.0.1", 4873)]
    public async Task Listed_server_is_let_through(string host, int port)
    {
        var decision = await Policy.DecideAsync("https", host, port, CancellationToken.None);

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
    public async Task Other_is_refused_and_counted_as_what_it_is(string host, int port, string kind)
    {
        var decision = await Policy.DecideAsync("https", host, port, CancellationToken.None);

        Assert.NotNull(decision.Refusal);
        Assert.Equal(kind, decision.Kind);
        Assert.Empty(decision.Addresses);
    }

    [Theory]
    [InlineData("gone.example")]
    [InlineData("unknown.example")]
    public async Task Listed_server_whose_name_is_not_found_is_not_refused(string host)
    {
        var decision = await Policy.DecideAsync("https", host, 443, CancellationToken.None);

        Assert.Equal(("could not be found (HostNotFound)", null, null), (decision.Obstacle, decision.Refusal, decision.Kind));
        Assert.Empty(decision.Addresses);
    }

    [Theory]
    [InlineData("gone.example", 443, null)]
    [InlineData("127.0.0.1", 4873, "127.0.0.1")]
    [InlineData("static.crates.io", 443, null)]
    [InlineData("files.pythonhosted.org", 443, null)]
    [InlineData("registry.example", 443, "1.1.1.1")]
    [InlineData("1.1.1.1", 8443, "1.1.1.1")]
    [InlineData("inside.example", 8443, "169.254.169.254")]
    public async Task Proxy_is_asked_for_names_that_no_repository_leads_astray_and_for_addresses_that_were_judged(string host, int port, string? address)
    {
        var decision = await BehindProxy.DecideAsync("https", host, port, CancellationToken.None);

        Assert.Null(decision.Refusal);
        Assert.Equal(address, decision.Addresses.SingleOrDefault()?.ToString());
        Assert.Equal(host is "127.0.0.1" or "inside.example" ? null : "proxy.example:3128", decision.Proxy?.ToString());
    }

    [Theory]
    [InlineData("unknown.example", 443, null)]
    [InlineData("other.example", 443, "egress_denied")]
    [InlineData("10.0.0.7", 443, "sandbox_escape")]
    [InlineData("inside.example", 443, "sandbox_escape")]
    [InlineData("mixed.example", 443, "sandbox_escape")]
    public async Task Proxy_is_not_asked_for_what_may_not_be_reached(string host, int port, string? kind)
    {
        var decision = await BehindProxy.DecideAsync("https", host, port, CancellationToken.None);

        Assert.NotNull(decision.Refusal);
        Assert.Equal((kind, null), (decision.Kind, decision.Proxy));
        Assert.Empty(decision.Addresses);
    }

    private static EgressPolicy Create(ProxyOptions proxy) => new(
        Hosts,
        (name, _) => Names.TryGetValue(name, out var addresses) ? Task.FromResult(addresses) : throw new SocketException((int)SocketError.HostNotFound),
        new MachineProxy(Options.Create(proxy)));
}
