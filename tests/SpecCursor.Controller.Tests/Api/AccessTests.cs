using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SpecCursor.Controller.Tests.Hosting;

namespace SpecCursor.Controller.Tests.Api;

/// <summary>Who may call.</summary>
[Collection(SystemCollection.Name)]
public sealed class AccessTests(RunningSystem system)
{
    private readonly ControllerHost _controller = system.Controller;

    [Fact]
    public async Task The_key_is_accepted_in_either_header()
    {
        using var anonymous = _controller.CreateClient(null);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(anonymous, request => request.Headers.Add("X-Api-Key", ControllerHost.ApiKey)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(anonymous, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ControllerHost.ApiKey)));
    }

    [Theory]
    [InlineData(null, null, "X-Api-Key")]
    [InlineData("X-Api-Key", "wrong", "not valid")]
    [InlineData("X-Api-Key", "test-key-0123456789abcdeF", "not valid")]
    [InlineData("Authorization", "Bearer wrong", "not valid")]
    [InlineData("Authorization", "Bearer a.b.c", "not valid")]
    [InlineData("Authorization", "Basic dGVzdDp0ZXN0", "not valid")]
    public async Task Without_the_key_there_is_a_401(string? header, string? value, string detail)
    {
        using var client = _controller.CreateClient(null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/upgrades");
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.NotEmpty(response.Headers.WwwAuthenticate);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Contains(detail, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_calls_are_counted()
    {
        using var client = _controller.CreateClient("wrong");
        using (await client.GetAsync("/api/v1/upgrades"))
        {
        }

        using var anonymous = _controller.CreateClient(null);
        using (await anonymous.GetAsync("/api/v1/upgrades"))
        {
        }

        var metrics = await anonymous.GetStringAsync("/metrics");
        Assert.Matches("""speccursor_api_auth_failures_total\{[^}]*reason="invalid"[^}]*\} [1-9]""", metrics);
        Assert.Matches("""speccursor_api_auth_failures_total\{[^}]*reason="missing"[^}]*\} [1-9]""", metrics);
    }

    [Fact]
    public void Every_endpoint_but_health_metrics_and_the_login_asks_who_is_there()
    {
        var open = _controller.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText?.Trim('/'))
            .Where(route => !route.StartsWith("/assets/", StringComparison.Ordinal) && !route.StartsWith("/scalar/", StringComparison.Ordinal))
            .Distinct().Order();

        Assert.Equal(["/favicon.ico", "/health/live", "/health/ready", "/login", "/metrics"], open);
    }

    [Fact]
    public async Task Health_needs_no_key()
    {
        using var client = _controller.CreateClient(null);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task Who_asks_too_much_is_told_when_to_come_back()
    {
        await using var host = await ControllerHost.StartAsync(
            await system.CreateDatabaseAsync(),
            new Dictionary<string, string?>
            {
                ["SpecCursor:Controller:RateLimit:Burst"] = "3",
                ["SpecCursor:Controller:RateLimit:PermitsPerSecond"] = "1",
            });
        var statuses = new List<HttpStatusCode>();
        TimeSpan? wait = null;
        for (var call = 0; call < 8; call++)
        {
            using var response = await host.Client.GetAsync("/api/v1/upgrades");
            statuses.Add(response.StatusCode);
            wait ??= response.Headers.RetryAfter?.Delta;
        }

        Assert.Equal(HttpStatusCode.OK, statuses[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.True(wait >= TimeSpan.FromSeconds(1));
        using var anonymous = host.CreateClient(null);
        Assert.Equal(HttpStatusCode.OK, (await anonymous.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task The_description_covers_every_operation_and_says_how_to_authenticate()
    {
        using var document = JsonDocument.Parse(await _controller.Client.GetStringAsync("/openapi/v1.json"));
        var operations = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Path: path.Name, Operation: operation))).ToList();

        Assert.Equal(17, operations.Count);
        foreach (var (path, operation) in operations)
        {
            Assert.StartsWith("/api/v1/", path, StringComparison.Ordinal);
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            Assert.True(operation.Value.GetProperty("security").GetArrayLength() > 0, path);
            Assert.True(operation.Value.GetProperty("responses").TryGetProperty("401", out _), path);
            Assert.Contains(operation.Value.GetProperty("responses").EnumerateObject(), response => response.Name[0] == '2');
        }

        Assert.True(document.RootElement.GetProperty("components").GetProperty("securitySchemes").TryGetProperty("ApiKey", out _));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, Action<HttpRequestMessage> authenticate)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/upgrades");
        authenticate(request);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
