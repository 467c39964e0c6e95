using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using SpecCursor.ServiceDefaults.Http;
using SpecCursor.ServiceDefaults.Tests.Telemetry;

namespace SpecCursor.ServiceDefaults.Tests.Http;

public sealed class HttpClientTests
{
    [Theory]
    [InlineData("/status/200", "2xx")]
    [InlineData("/status/304", "3xx")]
    [InlineData("/status/404", "4xx")]
    [InlineData("/status/501", "5xx")]
    [InlineData("/limited", "rate_limited")]
    public async Task Call_out_is_counted_by_what_came_of_it(string path, string status)
    {
        await using var upstream = await UpstreamAsync();
        await using var service = await ServiceAsync(upstream.Client.BaseAddress!);

        await Registry(service).PostAsync(path, null);

        var scrape = await Scrape.OfAsync(service.Client);
        Assert.Equal(1, scrape.Value("speccursor_external_requests_total", ("api", "npm"), ("status", status)));
        Assert.Equal(1, scrape.Value("speccursor_external_request_duration_seconds_count", ("api", "npm"), ("status", status)));
    }

    [Fact]
    public async Task Api_that_is_not_there_is_an_error_each_time_it_is_tried()
    {
        await using var service = await ServiceAsync(new Uri("http://127.0.0.1:1"));

        await Assert.ThrowsAsync<HttpRequestException>(() => Registry(service).GetAsync("/"));

        Assert.Equal(4, (await Scrape.OfAsync(service.Client)).Value("speccursor_external_requests_total", ("api", "npm"), ("status", "error")));
    }

    [Fact]
    public async Task Api_that_does_not_answer_is_a_timeout()
    {
        await using var upstream = await UpstreamAsync();
        await using var service = await ServiceAsync(upstream.Client.BaseAddress!, attemptTimeout: TimeSpan.FromSeconds(1));

        // The first call loads and compiles what lies between the timer and the attempt; on a busy machine that alone can outlast
        // an attempt, which is then repeated and counted too.
        using var warm = await Registry(service).GetAsync("/status/200");
        var before = await TimeoutsAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => Registry(service).PostAsync("/hangs", null));

        Assert.Equal(before + 1, await TimeoutsAsync());

        async Task<double> TimeoutsAsync() =>
            (await Scrape.OfAsync(service.Client)).Find("speccursor_external_requests_total", ("api", "npm"), ("status", "timeout")).Sum(sample => sample.Value);
    }

    [Fact]
    public async Task Reading_is_repeated_until_it_succeeds()
    {
        await using var upstream = await UpstreamAsync();
        await using var service = await ServiceAsync(upstream.Client.BaseAddress!);

        using var response = await Registry(service).GetAsync("/flaky");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var scrape = await Scrape.OfAsync(service.Client);
        Assert.Equal(2, scrape.Value("speccursor_external_requests_total", ("api", "npm"), ("status", "5xx")));
        Assert.Equal(1, scrape.Value("speccursor_external_requests_total", ("api", "npm"), ("status", "2xx")));
    }

    [Fact]
    public async Task Writing_is_not_repeated()
    {
        await using var upstream = await UpstreamAsync();
        await using var service = await ServiceAsync(upstream.Client.BaseAddress!);

        using var response = await Registry(service).PostAsync("/flaky", null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task Calls_say_who_calls()
    {
        await using var upstream = await UpstreamAsync();
        await using var service = await ServiceAsync(upstream.Client.BaseAddress!);

        Assert.StartsWith("SpecCursor/", await Registry(service).GetStringAsync("/agent"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("registry", false)]
    [InlineData("registry-with-own-handler", false)]
    [InlineData("ours", true)]
    public async Task Trace_and_baggage_stay_here_when_others_are_called(string client, bool areSent)
    {
        await using var upstream = await UpstreamAsync();
        await using var service = await ServiceAsync(upstream.Client.BaseAddress!);
        using var request = new Activity("request").SetBaggage("correlation_id", "abc-123").Start();

        var names = await service.Get<IHttpClientFactory>().CreateClient(client).GetFromJsonAsync<string[]>("/headers");

        Assert.Equal(areSent, names!.Contains("traceparent", StringComparer.OrdinalIgnoreCase));
        Assert.Equal(areSent, names!.Contains("baggage", StringComparer.OrdinalIgnoreCase) || names!.Contains("Correlation-Context", StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Api_that_the_catalogue_does_not_know_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddHttpClient("x").AddExternalApi("example"));

    private static HttpClient Registry(TestService service) => service.Get<IHttpClientFactory>().CreateClient("registry");

    private static Task<TestService> ServiceAsync(Uri upstream, TimeSpan? attemptTimeout = null) => TestService.StartAsync(configure: builder =>
    {
        builder.Services.AddHttpClient("registry", client => client.BaseAddress = upstream).AddExternalApi("npm");
        builder.Services.AddHttpClient("registry-with-own-handler", client => client.BaseAddress = upstream)
            .AddExternalApi("nuget")
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler());
        builder.Services.AddHttpClient("ours", client => client.BaseAddress = upstream);
        builder.Services.ConfigureAll<HttpStandardResilienceOptions>(options =>
        {
            options.Retry.Delay = TimeSpan.FromMilliseconds(1);
            options.AttemptTimeout.Timeout = attemptTimeout ?? options.AttemptTimeout.Timeout;
        });
    });

    private static Task<TestService> UpstreamAsync()
    {
        var calls = 0;
        return TestService.StartAsync(app =>
        {
            app.MapMethods("/status/{code}", ["GET", "POST"], (int code) => TypedResults.StatusCode(code));
            app.MapPost("/limited", (HttpResponse response) =>
            {
                response.Headers["X-RateLimit-Remaining"] = "0";
                response.StatusCode = StatusCodes.Status403Forbidden;
            });
            app.MapMethods("/flaky", ["GET", "POST"], () => TypedResults.StatusCode(Interlocked.Increment(ref calls) <= 2 ? 503 : 200));
            app.MapPost("/hangs", (HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted));
            app.MapGet("/headers", (HttpRequest request) => request.Headers.Keys.ToArray());
            app.MapGet("/agent", (HttpRequest request) => request.Headers.UserAgent.ToString());
        });
    }
}
