namespace SpecCursor.Messaging.Cancellation;

/// <summary>One piece of work that can be cancelled by the upgrade's cancellation.</summary>
public sealed class UpgradeCancellationRegistration : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly Action _remove;

    internal UpgradeCancellationRegistration(CancellationTokenSource source, Action remove)
    {
        _source = source;
        _remove = remove;
        Token = source.Token;
    }

    /// <summary>Cancelled when the upgrade is.</summary>
    public CancellationToken Token { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        _remove();
        _source.Dispose();
    }
}
