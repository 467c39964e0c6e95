namespace SpecCursor.Messaging.Envelopes;

/// <summary>What is undone when a message has been handled.</summary>
public sealed class EnvelopeScope : IDisposable
{
    private Action? _close;

    internal EnvelopeScope(Action close)
    {
        _close = close;
    }

    /// <inheritdoc />
    public void Dispose() => Interlocked.Exchange(ref _close, null)?.Invoke();
}
