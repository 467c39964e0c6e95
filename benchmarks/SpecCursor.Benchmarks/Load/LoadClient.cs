namespace SpecCursor.Benchmarks.Load;

/// <summary>The HTTP client of every load generator here: plain, without retries, telemetry or limits of its own.</summary>
internal static class LoadClient
{
    public static HttpClient Create(Uri address, string? apiKey = null)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
        })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(60),
        };
        if (apiKey is not null)
        {
            client.DefaultRequestHeaders.Add("X-Api-Key", apiKey);
        }

        return client;
    }
}
