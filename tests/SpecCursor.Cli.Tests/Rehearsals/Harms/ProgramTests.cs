using SpecCursor.Cli.Rehearsals;
using SpecCursor.Cli.Rehearsals.Harms;

namespace SpecCursor.Cli.Tests.Rehearsals.Harms;

/// <summary>Harm to programs.</summary>
public sealed class ProgramTests
{
    [Theory]
    [InlineData("worker", "worker does not run as a process of this machine. Rehearse with SPECCURSOR_INFRASTRUCTURE=native.")]
    [InlineData("loom", "There is no loom here. See ./speccursor status.")]
    public async Task What_cannot_be_ended_is_told_with_the_reason(string resource, string reason)
    {
        await using var app = await HarmedApplication.StartAsync(200);

        Assert.Equal(reason, Assert.Throws<RehearsalException>(() => Processes.End(app.Rehearsed, resource)).Message);
    }

    [Fact]
    public async Task Processors_are_busy_until_that_is_ended()
    {
        using var stop = new CancellationTokenSource();
        var burning = Processes.BurnAsync(stop.Token);
        Assert.False(burning.IsCompleted);

        await stop.CancelAsync();

        await burning.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Solver_is_the_machines_own_until_it_is_spoilt()
    {
        await using var app = await HarmedApplication.StartAsync(201);

        var link = Assert.Single(Solver.Link(app.State)).Value;
        Assert.Equal("z3", Path.GetFileName(new FileInfo(link).LinkTarget));

        await Solver.SpoilAsync(app.Rehearsed, 1, CancellationToken.None);
        Assert.Equal("false", Path.GetFileName(new FileInfo(link).LinkTarget));
        Assert.Single(app.Requests);
    }
}
