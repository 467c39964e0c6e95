namespace SpecCursor.Observability.Tests.Alertmanager.Sinks;

/// <summary>What came in somewhere, and a way to wait for it.</summary>
/// <typeparam name="T">A notification.</typeparam>
internal sealed class Received<T>(string place)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly List<T> _all = [];
    private readonly SemaphoreSlim _arrival = new(0);

    /// <summary>All of it, in order.</summary>
    public IReadOnlyList<T> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>Takes one in.</summary>
    public void Add(T item)
    {
        lock (_all)
        {
            _all.Add(item);
        }

        _arrival.Release();
    }

    /// <summary>Waits until one is there that meets a condition; one waits at a time.</summary>
    public async Task<T> WaitAsync(Func<T, bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var found = All.Where(condition).Take(1).ToList();
            if (found.Count > 0)
            {
                return found[0];
            }

            try
            {
                await _arrival.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{place} did not get what was expected, but {All.Count} others:\n{string.Join("\n", All)}");
            }
        }
    }
}
