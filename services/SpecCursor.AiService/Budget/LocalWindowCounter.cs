namespace SpecCursor.AiService.Budget;

/// <summary>Counts what this process alone did.</summary>
internal sealed class LocalWindowCounter(TimeProvider time) : IWindowCounter
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Total, DateTimeOffset Until)> _windows = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public Task<long> AddAsync(string window, long amount, TimeSpan expiry)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            foreach (var past in _windows.Where(entry => entry.Value.Until < now).Select(entry => entry.Key).ToList())
            {
                _windows.Remove(past);
            }

            var total = _windows.GetValueOrDefault(window).Total + amount;
            _windows[window] = (total, now + expiry);
            return Task.FromResult(total);
        }
    }
}
