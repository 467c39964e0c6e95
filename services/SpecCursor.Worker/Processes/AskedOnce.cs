namespace SpecCursor.Worker.Processes;

/// <summary>What costs something to find out and then stays so: found out when it is first wanted, by one caller at a time. A failure is not kept.</summary>
/// <param name="ask">Finds it out.</param>
internal sealed class AskedOnce<T>(Func<CancellationToken, Task<T>> ask) : IDisposable
    where T : class
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile T? _answer;

    /// <summary>The answer. Fails as finding it out does.</summary>
    public async Task<T> GetAsync(CancellationToken cancellationToken)
    {
        if (_answer is { } known)
        {
            return known;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _answer ??= await ask(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
