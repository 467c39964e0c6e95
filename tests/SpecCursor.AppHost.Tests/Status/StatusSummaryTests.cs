using SpecCursor.AppHost.Status;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.AppHost.Tests.Status;

public sealed class StatusSummaryTests
{
    [Fact]
    public void Application_starts_until_every_resource_is_healthy()
    {
        Assert.Equal(ApplicationState.Starting, StatusSummary.Of([], failed: false, hasRun: false, stopping: false));
        Assert.Equal(ApplicationState.Starting, StatusSummary.Of([Resource("healthy"), Resource("unknown")], failed: false, hasRun: false, stopping: false));
        Assert.Equal(ApplicationState.Running, StatusSummary.Of([Resource("healthy"), Resource("healthy")], failed: false, hasRun: false, stopping: false));
    }

    [Fact]
    public void Resource_that_fails_before_everything_ran_fails_the_application() =>
        Assert.Equal(ApplicationState.Failed, StatusSummary.Of([Resource("unhealthy")], failed: true, hasRun: false, stopping: false));

    [Fact]
    public void Resource_that_fails_afterwards_degrades_it()
    {
        Assert.Equal(ApplicationState.Degraded, StatusSummary.Of([Resource("unhealthy")], failed: true, hasRun: true, stopping: false));
        Assert.Equal(ApplicationState.Degraded, StatusSummary.Of([Resource("unknown")], failed: false, hasRun: true, stopping: false));
    }

    [Fact]
    public void Application_that_goes_down_is_stopping_whatever_its_resources_are() =>
        Assert.Equal(ApplicationState.Stopping, StatusSummary.Of([Resource("healthy")], failed: false, hasRun: true, stopping: true));

    [Fact]
    public void What_stands_by_is_not_missed() => Assert.Equal(
        ApplicationState.Running,
        StatusSummary.Of([Resource("healthy"), Resource("unknown") with { State = "Standby" }], failed: false, hasRun: false, stopping: false));

    [Fact]
    public void Program_that_is_not_installed_is_not_missed()
    {
        var missing = Resource("unknown") with { Name = "prometheus", State = "Not installed" };

        Assert.Equal(ApplicationState.Running, StatusSummary.Of([Resource("healthy"), missing], failed: false, hasRun: false, stopping: false));
        Assert.Equal(ApplicationState.Starting, StatusSummary.Of([missing], failed: false, hasRun: false, stopping: false));
    }

    private static ResourceStatus Resource(string health) =>
        new() { Name = "worker", Type = "Project", State = "Running", Health = health };
}
