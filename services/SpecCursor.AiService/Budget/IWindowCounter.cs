namespace SpecCursor.AiService.Budget;

/// <summary>Counts in windows of time, each of which is forgotten some time after its end.</summary>
internal interface IWindowCounter
{
    /// <summary>Adds to a window.</summary>
    /// <param name="window">The window's name, which names its time.</param>
    /// <param name="amount">What to add; negative to give back.</param>
    /// <param name="expiry">When the window may be forgotten, from now.</param>
    /// <returns>The new total.</returns>
    Task<long> AddAsync(string window, long amount, TimeSpan expiry);
}
