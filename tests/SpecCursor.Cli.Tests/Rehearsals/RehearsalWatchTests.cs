using SpecCursor.Cli.Rehearsals;

namespace SpecCursor.Cli.Tests.Rehearsals;

public sealed class RehearsalWatchTests
{
    private static readonly Uri s_nobody = new("http://127.0.0.1:9/");

    [Fact]
    public async Task Nobody_is_waited_for_where_the_harm_could_not_be_done()
    {
        await using var receiver = await NotificationReceiver.StartAsync(CancellationToken.None);
        using var watch = new RehearsalWatch(s_nobody, s_nobody, receiver, "ServiceDown", (_, _) => { });
        var raising = Task.FromException(new RehearsalException("It could not be ended."));

        var exception = await Assert.ThrowsAsync<RehearsalException>(() => watch.ArriveAsync(raising, CancellationToken.None));

        Assert.Equal("It could not be ended.", exception.Message);
    }
}
