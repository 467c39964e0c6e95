using SpecCursor.Cli.Rehearsals;
using SpecCursor.Cli.Rehearsals.Harms;

namespace SpecCursor.Cli.Tests.Rehearsals.Harms;

/// <summary>Harm that is done by asking: as often as is said, and not at all where the answer is another than was due.</summary>
public sealed class RequestTests
{
    [Fact]
    public async Task Deliveries_are_wrongly_signed_as_often_as_is_said()
    {
        await using var app = await HarmedApplication.StartAsync(401);

        await Deliveries.SendWronglySignedAsync(app.Rehearsed, 12, CancellationToken.None);

        Assert.Equal(12, app.Requests.Count);
        Assert.All(app.Requests, sent => Assert.Equal("sha256=" + new string('0', 64), sent.Headers["X-Hub-Signature-256"]));
    }

    [Fact]
    public async Task Command_that_leads_out_of_the_registry_is_rightly_signed()
    {
        await using var app = await HarmedApplication.StartAsync(422);

        await Deliveries.SendTraversalAsync(app.Rehearsed, CancellationToken.None);

        var sent = Assert.Single(app.Requests);
        Assert.Contains("../../etc/passwd", sent.Body, StringComparison.Ordinal);
        Assert.NotEqual("sha256=" + new string('0', 64), sent.Headers["X-Hub-Signature-256"]);
    }

    [Fact]
    public async Task Calls_have_a_wrong_key_as_often_as_is_said()
    {
        await using var app = await HarmedApplication.StartAsync(401);

        await Calls.CallWithWrongKeyAsync(app.Rehearsed, 15, CancellationToken.None);

        Assert.Equal(15, app.Requests.Count);
        Assert.All(app.Requests, sent => Assert.NotEqual("the-key", sent.Headers["X-Api-Key"]));
    }

    [Fact]
    public async Task Upgrades_are_asked_for_with_the_right_key()
    {
        await using var app = await HarmedApplication.StartAsync(201);

        await Upgrades.RequestImpossibleAsync(app.Rehearsed, 8, "node", CancellationToken.None);

        Assert.Equal(8, app.Requests.Select(sent => sent.Body).Distinct().Count());
        Assert.All(app.Requests, sent => Assert.Equal("the-key", sent.Headers["X-Api-Key"]));
    }

    [Fact]
    public async Task Other_answer_than_was_due_ends_the_rehearsal_and_is_told()
    {
        await using var app = await HarmedApplication.StartAsync(200);

        var exception = await Assert.ThrowsAsync<RehearsalException>(() => Deliveries.SendWronglySignedAsync(app.Rehearsed, 12, CancellationToken.None));

        Assert.Equal("/api/github/webhooks answered 200 where 401 was due.", exception.Message);
        Assert.Single(app.Requests);
    }

    [Fact]
    public async Task What_is_done_bit_by_bit_is_done_so_often_and_ends_when_it_is_told_to()
    {
        var count = 0;
        await Pace.RepeatAsync(3, _ => Task.FromResult(count++), CancellationToken.None);
        Assert.Equal(3, count);

        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Pace.RepeatAsync(
            100,
            _ =>
            {
                count++;
                return stop.CancelAsync();
            },
            stop.Token));
        Assert.Equal(4, count);
    }
}
