using System.Globalization;
using SpecCursor.AppHost.Startup;
using SpecCursor.AppHost.State;
using SpecCursor.Testing;

namespace SpecCursor.AppHost.Tests.State;

public sealed class StateLockTests : IDisposable
{
    private readonly string root = TestDirectory.Create("lock");

    [Fact]
    public void Second_application_on_a_state_directory_is_refused_with_the_first_ones_process()
    {
        var state = StateDirectory.Open(root);
        using var held = StateLock.Acquire(state);

        var refused = Assert.Throws<StartupException>(() => StateLock.Acquire(state));

        Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(root, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_is_free_again_once_its_holder_lets_go()
    {
        var state = StateDirectory.Open(root);
        StateLock.Acquire(state).Dispose();

        using var again = StateLock.Acquire(state);

        Assert.Null(again.PreviousOwner);
    }

    [Fact]
    public void Holder_that_was_killed_is_remembered()
    {
        var state = StateDirectory.Open(root);
        File.WriteAllText(Path.Combine(state.Run, "apphost.pid"), 4242.ToString(CultureInfo.InvariantCulture));

        using var held = StateLock.Acquire(state);

        Assert.Equal(4242, held.PreviousOwner);
    }

    public void Dispose() => TestDirectory.Delete(root);
}
