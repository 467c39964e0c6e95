using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Tests.Startup;

public sealed class HostPortsTests
{
    [Fact]
    public void Zero_means_any_free_port_and_no_two_are_the_same()
    {
        var ports = HostPorts.Choose(Settings(0, 0, 0));

        int[] all = [ports.Controller, ports.GitHubApp, ports.Dashboard, ports.Any(), ports.Any()];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.All(all, port => Assert.InRange(port, 1024, 32_767));
    }

    [Fact]
    public void Port_in_use_is_refused_with_its_number_and_its_setting()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var refused = Assert.Throws<StartupException>(() => HostPorts.Choose(Settings(0, port, 0)));

        Assert.Contains($"Port {port} ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("SPECCURSOR_GITHUBAPP_PORT", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_port_for_two_addresses_is_refused()
    {
        var port = HostPorts.Choose(Settings(0, 0, 0)).Any();

        var refused = Assert.Throws<StartupException>(() => HostPorts.Choose(Settings(port, port, 0)));

        Assert.Contains($"Port {port} ", refused.Message, StringComparison.Ordinal);
    }

    private static HostSettings Settings(int controller, int gitHubApp, int dashboard) =>
        HostSettings.Read(new ConfigurationBuilder().Build()) with
        {
            ControllerPort = controller,
            GitHubAppPort = gitHubApp,
            DashboardPort = dashboard,
        };
}
