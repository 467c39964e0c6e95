using System.Threading.Channels;

namespace SpecCursor.Controller.Events;

/// <summary>One stream's bell.</summary>
internal sealed class EventSubscription(Channel<bool> signals, Action<EventSubscription> close) : IDisposable
{
    public void Wake() => signals.Writer.TryWrite(true);

    /// <summary>Waits until there may be something new, or until the time is up.</summary>
    public async Task<bool> WaitAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await signals.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => close(this);
}
