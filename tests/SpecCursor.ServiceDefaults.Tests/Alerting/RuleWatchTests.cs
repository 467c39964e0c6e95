using Microsoft.Extensions.Time.Testing;
using SpecCursor.ServiceDefaults.Alerting;

namespace SpecCursor.ServiceDefaults.Tests.Alerting;

public sealed class RuleWatchTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Burst_is_raised_at_its_threshold_and_not_before()
    {
        var watch = Watch("WebhookSignatureBurst");
        for (var number = 1; number < 50; number++)
        {
            Assert.False(watch.Count(1, [new("reason", "mismatch")], out _, out _));
        }

        Assert.True(watch.Count(1, [new("reason", "missing")], out var apart, out var total));
        Assert.Equal((null, 50), (apart, total));
    }

    [Fact]
    public void Lasting_burst_is_prolonged_now_and_then_and_not_for_each_event()
    {
        var watch = Watch("WebhookSignatureBurst");
        Assert.True(watch.Count(50, [], out _, out _));

        Assert.False(watch.Count(50, [], out _, out _));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.True(watch.Count(1, [], out _, out var total));
        Assert.Equal(101, total);
    }

    [Fact]
    public void Events_of_another_kind_do_not_count()
    {
        var watch = Watch("SandboxEscapeAttempt");

        Assert.False(watch.Count(1, [new("kind", "replay")], out _, out _));
        Assert.False(watch.Count(1, [], out _, out _));
        Assert.True(watch.Count(1, [new("kind", "sandbox_escape")], out _, out _));
    }

    [Fact]
    public void Queues_are_counted_apart()
    {
        var watch = Watch("DeadLetterBurst");
        Assert.False(watch.Count(10, [new("queue", "worker")], out _, out _));
        Assert.False(watch.Count(10, [new("queue", "controller")], out _, out _));

        Assert.True(watch.Count(1, [new("queue", "worker")], out var apart, out var total));
        Assert.Equal(("worker", 11), (apart, total));
    }

    [Fact]
    public void Counter_that_is_only_declared_raises_nothing()
    {
        var watch = Watch("SecretLeakAttempt");

        Assert.False(watch.Count(0, [new("kind", "secret_leak")], out _, out _));
    }

    [Fact]
    public void Endless_label_values_take_no_endless_memory()
    {
        var watch = Watch("DeadLetterBurst");

        var raised = Enumerable.Range(0, 1000).Count(number => watch.Count(11, [new("queue", $"queue-{number}")], out _, out _));

        Assert.Equal(64, raised);
    }

    private RuleWatch Watch(string alert) => new(CriticalRules.All.Single(rule => rule.Alert == alert), _time);
}
