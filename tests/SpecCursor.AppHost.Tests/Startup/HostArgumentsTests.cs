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
            .AddCommandLine(HostArguments.ForAspire([], new ConfigurationBuilder().Build(), ports, "token"))
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

        var arguments = HostArguments.ForAspire([], set, ports, "token");

        Assert.DoesNotContain(arguments, argument => argument.Contains("BROWSERTOKEN", StringComparison.Ordinal));
    }
}
