namespace SpecCursor.Observability.Tests.Live;

/// <summary>The application's own Prometheus finds everything that it is to scrape.</summary>
[Collection(LiveApp.Collection)]
public sealed class TargetTests(LiveApp live)
{
    private static readonly string[] Expected =
    [
        "blackbox ai-service anthropic", "blackbox worker npm", "exporters host", "exporters postgres", "exporters redis",
        "services ai-service", "services alertmanager", "services controller", "services github-app", "services prometheus", "services proof-engine", "services worker",
    ];

    [Fact]
    public async Task Everything_is_scraped_and_answers()
    {
        using var prometheus = new LivePrometheus(live.App.AddressOf("prometheus", "tcp"));

        await LivePrometheus.WaitAsync(
            async cancellationToken => (await prometheus.TargetsAsync(cancellationToken)).Where(target => target.IsUp).Select(target => target.Name).Order(StringComparer.Ordinal).SequenceEqual(Expected),
            async () => string.Join('\n', await prometheus.TargetsAsync(CancellationToken.None)));
    }

    /// <summary>Older exporters ask for columns that newer servers don't have, and the server logs each time that they do.</summary>
    [Fact]
    public async Task Nothing_is_asked_of_postgres_that_it_does_not_have()
    {
        using var prometheus = new LivePrometheus(live.App.AddressOf("prometheus", "tcp"));
        await LivePrometheus.WaitAsync(
            async cancellationToken => await prometheus.ValueAsync("pg_up", cancellationToken) == 1,
            async () => $"pg_up is {await prometheus.ValueAsync("pg_up", CancellationToken.None)}");

        Assert.DoesNotContain(await live.App.LogOfAsync("postgres"), line => line.Contains("ERROR:  column ", StringComparison.Ordinal));
    }

    /// <summary>An exporter that cannot reach what it exports answers all the same.</summary>
    [Theory]
    [InlineData("pg_up")]
    [InlineData("redis_up")]
    [InlineData("probe_success{api=\"npm\"}")]
    [InlineData("probe_success{api=\"anthropic\"}")]
    public async Task What_is_exported_is_reached(string series)
    {
        using var prometheus = new LivePrometheus(live.App.AddressOf("prometheus", "tcp"));

        await LivePrometheus.WaitAsync(
            async cancellationToken => await prometheus.ValueAsync(series, cancellationToken) == 1,
            async () => $"{series} is {await prometheus.ValueAsync(series, CancellationToken.None)}");
    }
}
