using Microsoft.Extensions.Time.Testing;
using SpecCursor.ServiceDefaults.Alerting;

namespace SpecCursor.ServiceDefaults.Tests.Alerting;

public sealed class EventWindowTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly EventWindow _window;

    public EventWindowTests() => _window = new EventWindow(TimeSpan.FromMinutes(5), _time);

    [Fact]
    public void Events_within_the_window_add_up()
    {
        _window.Add(1);
        _time.Advance(TimeSpan.FromMinutes(2));
        _window.Add(2);
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(6, _window.Add(3));
    }

    [Fact]
    public void Event_older_than_the_window_is_forgotten()
    {
        _window.Add(10);
        _time.Advance(TimeSpan.FromMinutes(3));
        _window.Add(5);
        _time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(6, _window.Add(1));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(60 * 24 * 365)]
    public void Silence_as_long_as_the_window_or_longer_empties_it(int minutes)
    {
        _window.Add(10);
        _time.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(1, _window.Add(1));
    }

    /// <summary>The sum over the parts has to be what a list of all events says.</summary>
    [Fact]
    public void Any_course_of_events_counts_as_a_list_of_them_would()
    {
        var random = new Random(20261125);
        var part = TimeSpan.FromMinutes(5) / 60;
        var events = new List<(long Part, long Count)>();
        var now = 0L;
        for (var number = 0; number < 5000; number++)
        {
            var step = random.Next(10) == 0 ? random.Next(0, 90) : random.Next(0, 3);
            now += step;
            _time.Advance(part * step);
            var count = random.Next(0, 4);
            events.Add((now, count));

            Assert.Equal(events.Where(entry => entry.Part > now - 60).Sum(entry => entry.Count), _window.Add(count));
        }
    }
}
