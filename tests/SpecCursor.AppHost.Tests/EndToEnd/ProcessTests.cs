using SpecCursor.AppHost.Infrastructure;
using SpecCursor.AppHost.Testing;
using SpecCursor.Backing.Processes;
using SpecCursor.Contracts.Operations;
using SpecCursor.Testing;

namespace SpecCursor.AppHost.Tests.EndToEnd;

/// <summary>The AppHost as a process, and what is left when it ends, in order or not.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string state = TestDirectory.Create("process");

    [Fact]
    public async Task Mode_is_the_first_thing_printed_a_second_start_is_refused_and_an_interrupt_leaves_nothing()
    {
        await using var app = AppHostProcess.Start(state, "--SpecCursor:Infrastructure=native");
        var status = await app.StatusAsync(candidate => candidate.State == ApplicationState.Running);

        Assert.Equal($"Infrastructure: {status.Mode} ({status.ModeReason})", app.Output[0]);
        Assert.NotNull(status.Addresses.Dashboard);
        Assert.All(status.Resources.Where(resource => resource.Type == "Project"), service => Assert.NotNull(service.ProcessId));
        await using (var second = AppHostProcess.Start(state, "--fresh"))
        {
            Assert.Equal(1, await second.ExitCodeAsync());
            Assert.Contains(second.Output, line => line.Contains($"process {app.Id}", StringComparison.Ordinal));
        }

        var orchestrator = OrchestratorProcesses.SessionsOf(app.Id);
        Assert.Single(orchestrator);
        app.Signal(Posix.Interrupt);

        Assert.Equal(0, await app.ExitCodeAsync());
        Assert.Empty(ProcessesOfState.Find(state));
        Assert.Empty(OrchestratorProcesses.SessionsOf(app.Id));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(state, "run"), "*.json"));
    }

    [Fact]
    public async Task Interrupt_during_the_start_leaves_nothing()
    {
        await using var app = AppHostProcess.Start(state, "--SpecCursor:Infrastructure=native");
        await app.StatusAsync(status => status.Resources.Any(resource => resource is { Name: "postgres", State: "Running" }));

        app.Signal(Posix.Interrupt);

        await app.ExitCodeAsync();
        Assert.Empty(ProcessesOfState.Find(state));
        Assert.Empty(OrchestratorProcesses.SessionsOf(app.Id));
    }

    [Fact]
    public async Task Killed_AppHost_is_followed_by_everything_that_it_started_and_the_next_one_starts()
    {
        await using (var app = AppHostProcess.Start(state, "--SpecCursor:Infrastructure=native"))
        {
            await app.StatusAsync(status => status.Resources.Any(resource => resource is { Name: "worker", State: "Running" }));
            app.Signal(Posix.Kill);
            await app.ExitCodeAsync();
        }

        await using (var next = AppHostProcess.Start(state, "--SpecCursor:Infrastructure=native"))
        {
            var status = await next.StatusAsync(candidate => candidate.State == ApplicationState.Running);
            Assert.Equal(next.Id, status.ProcessId);
        }

        await ProcessesOfState.RequireEndAsync(state);
    }

    [Fact]
    public async Task Server_that_cannot_start_fails_the_application_and_the_status_says_what_to_do()
    {
        var data = Path.Combine(state, "data", "postgres");
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, "PG_VERSION"), "11\n");
        await using var app = AppHostProcess.Start(state, "--SpecCursor:Infrastructure=native");

        var status = await app.StatusAsync(candidate => candidate.State == ApplicationState.Failed);

        var postgres = status.Resources.Single(resource => resource.Name == "postgres");
        Assert.Equal(("FailedToStart", "unhealthy"), (postgres.State, postgres.Health));
        Assert.Contains("--fresh", postgres.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_applications_run_side_by_side()
    {
        var other = TestDirectory.Create("beside");
        try
        {
            await using var first = AppHostProcess.Start(state, "--SpecCursor:Infrastructure=native");
            await using var second = AppHostProcess.Start(other, "--SpecCursor:Infrastructure=native");

            var one = await first.StatusAsync(status => status.State == ApplicationState.Running);
            var two = await second.StatusAsync(status => status.State == ApplicationState.Running);

            Assert.NotEqual(one.Addresses.Api, two.Addresses.Api);
            Assert.NotEqual(one.Addresses.Dashboard, two.Addresses.Dashboard);
        }
        finally
        {
            await ProcessesOfState.RequireEndAsync(other);
            TestDirectory.Delete(other);
        }
    }

    public void Dispose() => TestDirectory.Delete(state);
}
