namespace SpecCursor.GitHubApp.Webhooks;

/// <summary>Bounds what large bodies take in memory: only a few are read at once, the others wait.</summary>
internal sealed class LargeBodyGate : IDisposable
{
    private const int Large = 1024 * 1024;
    private const int AtOnce = 4;

    private readonly SemaphoreSlim _places = new(AtOnce);

    /// <summary>Waits for a place where the body is large, or does not say how large it is.</summary>
    public async ValueTask<bool> EnterAsync(long? length, CancellationToken cancellationToken)
    {
        if (length is <= Large)
        {
            return false;
        }

        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Gives the place back.</summary>
    /// <param name="entered">What <see cref="EnterAsync"/> returned.</param>
    public void Leave(bool entered)
    {
        if (entered)
        {
            _places.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _places.Dispose();
}
