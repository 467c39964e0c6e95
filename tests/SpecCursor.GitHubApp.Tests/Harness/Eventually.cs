namespace SpecCursor.GitHubApp.Tests.Harness;

/// <summary>Waits for a condition, and fails when it does not come true within half a minute.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    public static async Task<T> ReturnsAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"The condition did not come true within {Limit.TotalSeconds} s.");
            }

            await Task.Delay(Interval);
        }
    }
}
