using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Sandbox;

/// <summary>What every sandbox promises of networks.</summary>
public abstract class SandboxNetworkTests(WorkerHost host) : SandboxSuite(host)
{
    /// <summary>Addresses that are nobody's (RFC 5737).</summary>
    private const string ConnectTwice =
        "for(const a of ['192.0.2.1','198.51.100.1'])require('net').connect(80,a).on('error',e=>console.log(e.code))";

    [Fact]
    public async Task Loopback_of_the_host_is_out_of_reach_without_a_network()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var script = $"const s=require('net').connect({port},'127.0.0.1');s.on('connect',()=>{{console.log('in');process.exit(0)}});s.on('error',e=>{{console.log(e.code);process.exit(3)}})";

        var without = await NodeAsync(script, SandboxNetwork.None);
        var beside = await NodeAsync(script, SandboxNetwork.To([new EgressHost("registry.example", 443, IsTrusted: true)]));

        Assert.Equal((3, "ECONNREFUSED\n"), (without.ExitCode, without.Output));
        Assert.Equal((3, "ECONNREFUSED\n"), (beside.ExitCode, beside.Output));
    }

    [Fact]
    public async Task Server_on_the_list_is_reached_and_no_other()
    {
        await using var registry = await FakeRegistry.StartAsync(context => context.Response.WriteAsync("packages"));
        await using var other = await FakeRegistry.StartAsync(context => context.Response.WriteAsync("secrets"));
        var before = Suspicious("sandbox_escape");

        var command = Command(
            $"curl -sS {registry.Address}; curl -sS {other.Address}; curl -sS http://169.254.169.254/latest/; curl -sS https://evil.example/; curl --noproxy '*' -sS {registry.Address}");

        var result = await Host.Sandbox.RunAsync(
            command with { Network = SandboxNetwork.To([EgressHost.Of(registry.Address, isTrusted: true)]) }, CancellationToken.None);

        Assert.StartsWith("packages", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secrets", result.Output, StringComparison.Ordinal);
        Assert.Contains($"[SpecCursor] Not let through: 127.0.0.1:{other.Address.Port} is not on the list", result.Output, StringComparison.Ordinal);
        Assert.Contains("169.254.169.254:80 is not on the list", result.Output, StringComparison.Ordinal);
        Assert.Contains("evil.example:443 is not on the list", result.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Equal(2, Suspicious("sandbox_escape") - before);
    }

    [Fact]
    public async Task Attempt_to_reach_another_machine_is_told_and_counted()
    {
        var before = Suspicious("network_denied");

        var without = await NodeAsync(ConnectTwice, SandboxNetwork.None);
        var past = await NodeAsync(ConnectTwice, SandboxNetwork.To([new EgressHost("registry.example", 443, IsTrusted: true)]));

        Assert.Equal("ENETUNREACH\nENETUNREACH\n\n[SpecCursor] Tried to reach other machines without having a network: 2 times.\n", without.Output);
        Assert.Equal("ENETUNREACH\nENETUNREACH\n\n[SpecCursor] Tried to reach other machines past the proxy: 2 times.\n", past.Output);
        Assert.Equal(2, Suspicious("network_denied") - before);
    }

    [Fact]
    public async Task Server_that_nobody_started_is_not_another_machine()
    {
        var before = Suspicious("network_denied");

        var result = await NodeAsync("require('net').connect(9,'localhost').on('error',e=>console.log('refused'))", SandboxNetwork.None);

        Assert.Equal("refused\n", result.Output);
        Assert.Equal(0, Suspicious("network_denied") - before);
    }

    [Fact]
    public async Task Names_are_not_looked_up_without_a_network()
    {
        var result = await NodeAsync("require('dns').lookup('example.org',e=>{console.log(e?e.code:'found');process.exit(e?3:0)})", SandboxNetwork.None);

        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public async Task Loopback_of_its_own_works_so_that_tests_can_start_servers()
    {
        var result = await NodeAsync(
            "const n=require('net');const s=n.createServer(c=>c.end('hi')).listen(0,'localhost',()=>n.connect(s.address().port,'localhost').on('data',d=>{console.log(''+d);process.exit(0)}))",
            SandboxNetwork.None);

        Assert.Equal((0, "hi\n"), (result.ExitCode, result.Output));
    }
}
