using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace SpecCursor.ServiceDefaults.Tests.Security;

public sealed class ManagementPortTests
{
    [Fact]
    public async Task Health_and_metrics_answer_on_the_management_port_only()
    {
        var port = FreePort();
        await using var service = await TestService.StartAsync(
            app => app.MapGet("/", () => "hello"),
            new() { ["SpecCursor:ManagementPort"] = $"{port}" },
            builder => builder.WebHost.UseUrls("http://127.0.0.1:0", $"http://127.0.0.1:{port}"));
        var addresses = service.Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var open = new Uri(addresses.Single(address => new Uri(address).Port != port));
        foreach (var path in new[] { "/health/live", "/health/ready", "/metrics" })
        {
            using var spoofed = new HttpRequestMessage(HttpMethod.Get, new Uri(open, path));
            spoofed.Headers.Host = $"127.0.0.1:{port}";
            using var outside = await service.Client.SendAsync(spoofed);
            using var inside = await service.Client.GetAsync(new Uri($"http://127.0.0.1:{port}{path}"));

            Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
            Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
        }

        Assert.Equal("hello", await service.Client.GetStringAsync(open));
    }

    /// <summary>A port that was free a moment ago: which port it is must be known before the service starts.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
