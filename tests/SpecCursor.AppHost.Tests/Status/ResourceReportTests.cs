using Aspire.Hosting.ApplicationModel;
using SpecCursor.AppHost.Scaling;
using SpecCursor.AppHost.Status;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.AppHost.Tests.Status;

public sealed class ResourceReportTests
{
    [Fact]
    public void Running_resource_is_described_with_its_address_and_process()
    {
        var status = Describe(Snapshot(KnownResourceStates.Running) with
        {
            Urls = [new UrlSnapshot("http", "http://localhost:3001", IsInternal: false)],
            Properties = [new ResourcePropertySnapshot("executable.pid", 77)],
        });

        Assert.Equal(
            new ResourceStatus
            {
                Name = "worker",
                Type = "Project",
                State = "Running",
                Health = "healthy",
                Url = "http://localhost:3001",
                ProcessId = 77,
            },
            status);
    }

    [Fact]
    public void Waiting_resource_has_no_health_yet() => Assert.Equal("unknown", Describe(Snapshot(KnownResourceStates.Waiting)).Health);

    [Fact]
    public void Resource_that_ended_by_itself_is_unhealthy_and_gives_its_exit_code()
    {
        var snapshot = Snapshot(KnownResourceStates.Exited) with { ExitCode = 134 };

        Assert.True(ResourceReport.HasFailed(snapshot));
        Assert.Equal(("unhealthy", "ended with exit code 134"), (Describe(snapshot).Health, Describe(snapshot).Detail));
    }

    [Fact]
    public void Resource_that_was_stopped_in_order_has_not_failed() =>
        Assert.False(ResourceReport.HasFailed(Snapshot(KnownResourceStates.Exited) with { ExitCode = 0 }));

    [Fact]
    public void Resource_that_could_not_start_has_failed() =>
        Assert.True(ResourceReport.HasFailed(Snapshot(KnownResourceStates.FailedToStart)));

    [Fact]
    public void Hidden_resources_and_parameters_are_nobodys_concern()
    {
        var hidden = new ResourceEvent(new ProjectResource("worker"), "worker", Snapshot(KnownResourceStates.Running) with { IsHidden = true });
        var parameter = new ResourceEvent(new ParameterResource("api-key", _ => "x", secret: true), "api-key", Snapshot(KnownResourceStates.Running));

        Assert.False(ResourceReport.Concerns(hidden));
        Assert.False(ResourceReport.Concerns(parameter));
        Assert.True(ResourceReport.Concerns(new ResourceEvent(new ProjectResource("worker"), "worker", Snapshot(KnownResourceStates.Running))));
    }

    [Theory]
    [InlineData("NotStarted", null)]
    [InlineData("Exited", 143)]
    public void Replica_that_nobody_calls_for_stands_by_however_it_ended(string state, int? exitCode)
    {
        var resource = Standby(Snapshot(state) with { ExitCode = exitCode });

        var status = ResourceReport.Describe(resource);

        Assert.Equal(("Standby", "unknown", "starts when an alert calls for it"), (status.State, status.Health, status.Detail));
        Assert.False(ResourceReport.HasFailed(resource));
    }

    [Fact]
    public void Replica_that_could_not_start_has_failed()
    {
        var resource = Standby(Snapshot(KnownResourceStates.FailedToStart));

        Assert.Equal("unhealthy", ResourceReport.Describe(resource).Health);
        Assert.True(ResourceReport.HasFailed(resource));
    }

    private static ResourceEvent Standby(CustomResourceSnapshot snapshot)
    {
        var replica = new ProjectResource("worker-2");
        replica.Annotations.Add(new StandbyAnnotation("worker"));
        return new ResourceEvent(replica, "worker-2-abc", snapshot);
    }

    private static ResourceStatus Describe(CustomResourceSnapshot snapshot) =>
        ResourceReport.Describe(new ResourceEvent(new ProjectResource("worker"), "worker-abc", snapshot));

    private static CustomResourceSnapshot Snapshot(string state) => new() { ResourceType = "Project", Properties = [], State = state };
}
