namespace SpecCursor.Controller.Events;

/// <summary>What rings a stream's bell when there is something new; dispose it.</summary>
internal sealed class Subscription(Bell bell, Action<Subscription> close) : IDisposable
{
    private int _isNew = 1;

    public void Wake()
    {
        Volatile.Write(ref _isNew, 1);
        bell.Ring();
    }

    /// <summary>Whether there may be something new since this was asked before.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isNew, 0) == 1;

    /// <summary>Waits until the bell rings, or until the time is up.</summary>
    public Task<bool> WaitAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken) => bell.WaitAsync(limit, time, cancellationToken);

    public void Dispose() => close(this);
}
