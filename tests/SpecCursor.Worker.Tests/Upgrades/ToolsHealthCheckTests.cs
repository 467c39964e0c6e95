using Microsoft.Extensions.Diagnostics.HealthChecks;
using SpecCursor.Worker.Ecosystems;
using SpecCursor.Worker.Health;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Upgrades;

[Collection(WorkerCollection.Name)]
public sealed class ToolsHealthCheckTests(WorkerHost host)
{
    [Fact]
    public async Task Machine_of_the_tests_has_everything()
    {
        var result = await CheckAsync(host.Service<ToolLocator>(), host.Service<EcosystemRegistry>());

        Assert.Equal((HealthStatus.Healthy, "git, the sandbox and the ecosystems' tools work"), (result.Status, result.Description));
    }

    [Fact]
    public async Task Missing_tool_is_named_with_its_package_and_what_it_keeps_from_being_done()
    {
        var result = await CheckAsync(host.Service<ToolLocator>(), new EcosystemRegistry([new Lacking()]));

        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.Equal(
            "No upgrades of lacking: no-such-tool is missing: apt-get install no-such-package. sh is missing: apt-get install the-rest-of-it. "
            + "No upgrades of lacking in projects of a kind: no-such-part is missing: apt-get install no-such-part.",
            result.Description);
    }

    private Task<HealthCheckResult> CheckAsync(ToolLocator locator, EcosystemRegistry ecosystems)
    {
        var check = new ToolsHealthCheck(locator, ecosystems, host.Sandbox, TimeProvider.System);
        return check.CheckHealthAsync(new HealthCheckContext
        {
            Registration = new HealthCheckRegistration("tools", check, HealthStatus.Unhealthy, tags: null),
        });
    }
}
