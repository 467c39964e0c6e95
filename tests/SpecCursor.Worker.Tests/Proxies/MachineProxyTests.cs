using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Messages;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Ecosystems.Dockerfile.Registry;
using SpecCursor.Worker.Ecosystems.Node;
using SpecCursor.Worker.Extensions;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Tests.Go;
using SpecCursor.Worker.Tests.Node;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Tests.Proxies;

/// <summary>A worker that gets outside by way of a proxy only.</summary>
public sealed class MachineProxyTests : IAsyncLifetime
{
    private readonly FakeForwardProxy _proxy = FakeForwardProxy.Start();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _proxy.DisposeAsync();

    [Fact]
    public async Task Real_go_is_led_to_a_server_that_only_the_proxy_knows()
    {
        using var own = WorkerHost.With(
            ("HTTP_PROXY", _proxy.Address), ("SpecCursor:Worker:Go:Proxy", "http://modules.example/"), ("SpecCursor:Worker:Go:ChecksumDatabase", "off"));
        await using var modules = await FakeRegistry.StartAsync(context => SendFileAsync(context, Path.Combine(own.StateDirectory, "goproxy")));
        _proxy.Names["modules.example:80"] = modules.Address.Port;
        var repository = await new GoRepositories(own).CreateGreetAsync("proxied");
        var command = WorkerHost.Command(repository.Name, GoModules.Greet, "v1.1.0");

        var ran = await own.RunAsync(command with { Context = command.Context with { Ecosystem = Contracts.Upgrades.Ecosystems.Go } });

        Assert.True(ran.Outcome == RunOutcome.Succeeded, $"{ran.Failure?.Reason}\n{ran.Failure?.Detail}");
        Assert.Contains("CONNECT modules.example:80 HTTP/1.1", _proxy.Asked);
        Assert.Contains($"GET http://modules.example/{GoModules.Greet}/@v/v1.1.0.mod HTTP/1.1", _proxy.Asked);
        AssertNothingToldOf(own, ran);
    }

    [Fact]
    public async Task Real_npm_is_led_to_its_registry()
    {
        using var own = WorkerHost.With(("HTTPS_PROXY", _proxy.Address), ("HTTP_PROXY", _proxy.Address));
        var repository = await new NodeRepositories(own).CreateMsAsync("proxied");
        var registry = (await own.Service<MachineNpmConfiguration>().GetAsync(CancellationToken.None)).Registry;

        var ran = await own.RunAsync(repository.Name, "ms", "2.1.3");

        Assert.Equal((RunOutcome.Succeeded, null), (ran.Outcome, ran.Failure));
        Assert.Contains($"CONNECT {registry.Host}:{registry.Port} HTTP/1.1", _proxy.Asked);
        AssertNothingToldOf(own, ran);
    }

    [Theory]
    [InlineData("407 Proxy Authentication Required", "was refused by the machine's proxy, which does not take the credentials that it was given (407)")]
    [InlineData("403 Forbidden", "was refused by the machine's proxy (403)")]
    [InlineData("502 Bad Gateway", "could not be reached by the machine's proxy (502)")]
    public async Task Refusal_of_the_proxy_is_told_in_words(string status, string words)
    {
        _proxy.Answer = $"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n";
        using var own = WorkerHost.With(("ALL_PROXY", _proxy.Address));

        var result = await CurlAsync(own, "https://registry.example/ http://registry.example:443/", new EgressHost("registry.example", 443, IsTrusted: true));

        Assert.Contains($"[SpecCursor] Not let through: registry.example:443 {words}.", result.Output, StringComparison.Ordinal);
        Assert.Contains($"SpecCursor: registry.example:443 {words}.", result.Output, StringComparison.Ordinal);
        Assert.Contains(own.Logs, line => line.Contains(words, StringComparison.Ordinal));
        Assert.Equal(["CONNECT registry.example:443 HTTP/1.1"], _proxy.Asked.Distinct());
        AssertNothingToldOf(own, result);
    }

    [Fact]
    public async Task List_decides_before_the_proxy_is_asked()
    {
        using var own = WorkerHost.With(("ALL_PROXY", _proxy.Address));

        var result = await CurlAsync(
            own,
            "https://evil.example/ http://10.0.0.7/ https://127.0.0.1:1/ https://inside.invalid/",
            new EgressHost("registry.example", 443, IsTrusted: true),
            new EgressHost("10.0.0.7", 80, IsTrusted: false),
            new EgressHost("127.0.0.1", 1, IsTrusted: false),
            new EgressHost("inside.invalid", 443, IsTrusted: false));

        Assert.Contains("evil.example:443 is not on the list", result.Output, StringComparison.Ordinal);
        Assert.Contains("10.0.0.7:80 leads to an address that is not public", result.Output, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1 leads to an address that is not public", result.Output, StringComparison.Ordinal);
        Assert.Contains("inside.invalid:443 could not be looked up by this machine", result.Output, StringComparison.Ordinal);
        Assert.Empty(_proxy.Asked);
    }

    [Fact]
    public async Task Machine_itself_is_never_behind_the_proxy()
    {
        await using var registry = await FakeRegistry.StartAsync(context => context.Response.WriteAsync("packages"));
        using var own = WorkerHost.With(("ALL_PROXY", _proxy.Address));

        var result = await CurlAsync(own, registry.Address.AbsoluteUri, EgressHost.Of(registry.Address, isTrusted: true));

        Assert.Equal("packages", result.Output);
        Assert.Empty(_proxy.Asked);
    }

    [Fact]
    public async Task Registry_of_images_is_asked_through_the_proxy_by_the_same_rule()
    {
        await using var registry = await FakeRegistry.StartAsync(context => context.Response.WriteAsync("an image"));
        _proxy.Names["images.example:80"] = registry.Address.Port;
        using var own = WorkerHost.With(("HTTP_PROXY", _proxy.Address), ("SpecCursor:Worker:Sandbox:AllowedHosts:0", "images.example:80"));
        using var client = new HttpClient(own.Service<RegistryServers>().CreateHandler());

        Assert.Equal("an image", await client.GetStringAsync("http://images.example/"));
        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync("http://inside.invalid/"));
        Assert.Contains("AllowedHosts", exception.Message, StringComparison.Ordinal);
        _proxy.Answer = "HTTP/1.1 403 Forbidden\r\n\r\n";
        exception = await Assert.ThrowsAsync<HttpRequestException>(() => own.Service<IHttpClientFactory>().CreateClient(ImageRegistry.ClientName).GetStringAsync("http://images.example/"));
        Assert.Contains("images.example:80 was refused by the machine's proxy (403)", exception.ToString(), StringComparison.Ordinal);
        Assert.Equal(["CONNECT images.example:80 HTTP/1.1"], _proxy.Asked.Distinct());
    }

    [Fact]
    public async Task Git_asks_the_forge_through_the_proxy_and_tells_what_the_proxy_says()
    {
        _proxy.Answer = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
        using var own = WorkerHost.With(
            ("HTTPS_PROXY", _proxy.Address), ("SpecCursor:Forge:Kind", "github"), ("SpecCursor:Forge:GitHub:BaseAddress", "https://forge.example/api/v3/"));

        var exception = await Assert.ThrowsAsync<TransientStepException>(() => own.RunAsync("owner/name", "ms", "2.1.3"));

        Assert.Equal(FailureCodes.ForgeUnavailable, exception.Failure.Code);
        Assert.Contains("403", exception.Failure.Detail, StringComparison.Ordinal);
        Assert.Equal("CONNECT forge.example:443 HTTP/1.1", _proxy.Asked[0]);
        AssertNothingToldOf(own, exception.Failure);
    }

    [Fact]
    public async Task Address_that_is_no_proxys_is_refused_at_the_start_by_its_name()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["HTTPS_PROXY"] = "http://build:secret#1@proxy.example",
            ["ALL_PROXY"] = "socks5://proxy.example",
            ["HTTP_PROXY"] = " ",
        });
        builder.AddMachineProxy();
        using var own = builder.Build();

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => own.StartAsync());

        Assert.Collection(
            exception.Failures,
            failure => Assert.Contains("HTTPS_PROXY is not the address of an http proxy", failure, StringComparison.Ordinal),
            failure => Assert.Contains("ALL_PROXY is not the address of an http proxy", failure, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
    }

    private static Task<Contracts.Upgrades.CommandOutput> CurlAsync(WorkerHost host, string addresses, params EgressHost[] hosts) => host.Sandbox.RunAsync(
        new SandboxCommand
        {
            Executable = "sh",
            Arguments = ["-c", $"for address in {addresses}; do curl -sS --proxy-insecure \"$address\"; done; exit 0"],
            Workspace = host.MakeWorkspace(),
            Network = SandboxNetwork.To(hosts),
            Limits = new SandboxOptions().Install,
        },
        CancellationToken.None);

    private static Task SendFileAsync(HttpContext context, string folder)
    {
        var file = folder + context.Request.Path;
        if (File.Exists(file))
        {
            return context.Response.SendFileAsync(file);
        }

        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    /// <summary>The password is in no log and in nothing that a run leaves, neither as it is nor as it is sent or configured.</summary>
    private static void AssertNothingToldOf(WorkerHost host, object result)
    {
        var told = string.Join('\n', host.Logs) + JsonSerializer.Serialize(result, result.GetType(), JsonSerializerOptions.Web);
        Assert.DoesNotContain(FakeForwardProxy.Password, told, StringComparison.Ordinal);
        Assert.DoesNotContain(Uri.EscapeDataString(FakeForwardProxy.Password), told, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{FakeForwardProxy.User}:{FakeForwardProxy.Password}")), told, StringComparison.Ordinal);
    }
}
