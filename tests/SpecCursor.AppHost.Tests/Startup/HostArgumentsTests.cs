using System.Net;
using Microsoft.Extensions.Configuration;
using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Tests.Startup;

public sealed class HostArgumentsTests
{
    [Fact]
    public void Fresh_switch_becomes_a_setting_wherever_it_stands()
    {
        var arguments = HostArguments.Normalize(["--fresh", "--SpecCursor:Infrastructure=native"]);

        var configuration = HostArguments.Configuration(arguments);

        Assert.Equal("true", configuration["SpecCursor:Fresh"]);
        Assert.Equal("native", configuration["SpecCursor:Infrastructure"]);
    }

    [Fact]
    public void Aspire_runs_over_loopback_http_without_any_launch_profile()
    {
        var ports = HostPorts.Choose(HostSettings.Read(new ConfigurationBuilder().Build()) with { ControllerPort = 0, GitHubAppPort = 0, DashboardPort = 0 });

        var configuration = new ConfigurationBuilder()
            .AddCommandLine(HostArguments.ForAspire([], new ConfigurationBuilder().Build(), ports, bridge: null, "token"))
            .Build();

        Assert.Equal("true", configuration["ASPIRE_ALLOW_UNSECURED_TRANSPORT"]);
        Assert.Equal($"http://localhost:{ports.Dashboard}", configuration["ASPNETCORE_URLS"]);
        Assert.Equal("token", configuration["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"]);
        Assert.Equal("true", configuration["DcpPublisher:WaitForResourceCleanup"]);
    }

    [Fact]
    public void What_a_person_set_for_Aspire_stays()
    {
        var ports = HostPorts.Choose(HostSettings.Read(new ConfigurationBuilder().Build()) with { ControllerPort = 0, GitHubAppPort = 0, DashboardPort = 0 });
        var set = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", (string?)"chosen")])
            .Build();

        var arguments = HostArguments.ForAspire([], set, ports, bridge: null, "token");

        Assert.DoesNotContain(arguments, argument => argument.Contains("BROWSERTOKEN", StringComparison.Ordinal));
    }

    [Fact]
    public void Dashboard_takes_what_a_container_sends_at_the_engines_bridge()
    {
        var ports = HostPorts.Choose(HostSettings.Read(new ConfigurationBuilder().Build()) with { ControllerPort = 0, GitHubAppPort = 0, DashboardPort = 0 });

        var arguments = HostArguments.ForAspire([], new ConfigurationBuilder().Build(), ports, IPAddress.Parse("172.17.0.1"), "token");

        Assert.Contains(arguments, argument => argument.StartsWith("--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://172.17.0.1:", StringComparison.Ordinal));
        Assert.Contains("--ASPIRE_ENABLE_CONTAINER_TUNNEL=false", arguments);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("manifest", "--operation", "publish", "--step", "publish-manifest")]
    [InlineData("compose", "--operation", "publish", "--step", "publish-compose")]
    [InlineData("manifest", "--publisher", "manifest")]
    [InlineData(null, "--operation", "run")]
    public void Publishing_is_asked_for_as_Aspires_tools_ask(string? publisher, params string[] arguments) =>
        Assert.Equal(publisher, HostArguments.Publisher(HostArguments.Configuration(arguments)));
}
