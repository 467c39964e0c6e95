namespace SpecCursor.Observability.Tests.Alertmanager;

/// <summary>The real time, with timers that while it hurries wait a hundredth of what they are set to: minutes of an outage pass in a second.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private const int Factor = 100;

    private volatile bool _isHurried;

    public bool IsHurried
    {
        get => _isHurried;
        set => _isHurried = value;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Hurried(dueTime), Hurried(period));

    private TimeSpan Hurried(TimeSpan time) => !IsHurried || time == Timeout.InfiniteTimeSpan ? time : time / Factor;
}
