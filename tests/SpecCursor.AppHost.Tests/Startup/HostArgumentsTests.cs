using Microsoft.Extensions.Configuration;
using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Tests.Startup;

public sealed class HostArgumentsTests
{
    private static readonly DashboardAccess Access = new(18888, "token", "key", OtlpAddress: null);

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
        var configuration = new ConfigurationBuilder()
            .AddCommandLine(HostArguments.ForAspire([], new ConfigurationBuilder().Build(), Access))
            .Build();

        Assert.Equal("true", configuration["ASPIRE_ALLOW_UNSECURED_TRANSPORT"]);
        Assert.Equal("http://localhost:18888", configuration["ASPNETCORE_URLS"]);
        Assert.Equal("token", configuration["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"]);
        Assert.Equal("key", configuration["AppHost:OtlpApiKey"]);
        Assert.Equal("true", configuration["DcpPublisher:WaitForResourceCleanup"]);
    }

    [Fact]
    public void What_a_person_set_for_Aspire_stays()
    {
        var set = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", (string?)"chosen")])
            .Build();

        var arguments = HostArguments.ForAspire([], set, Access);

        Assert.DoesNotContain(arguments, argument => argument.Contains("BROWSERTOKEN", StringComparison.Ordinal));
    }

    [Fact]
    public void Dashboard_takes_what_a_container_sends_at_the_engines_bridge()
    {
        var arguments = HostArguments.ForAspire([], new ConfigurationBuilder().Build(), Access with { OtlpAddress = new Uri("http://172.17.0.1:18889") });

        Assert.Contains("--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://172.17.0.1:18889", arguments);
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
