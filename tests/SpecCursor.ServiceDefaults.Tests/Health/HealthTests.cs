using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SpecCursor.ServiceDefaults.Health;

namespace SpecCursor.ServiceDefaults.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task Service_whose_needs_are_met_is_live_and_ready()
    {
        await using var service = await StartAsync(() => HealthCheckResult.Healthy("accepts connections"));

        var (liveStatus, live) = await GetAsync(service, "/health/live");
        var (readyStatus, ready) = await GetAsync(service, "/health/ready");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (liveStatus, readyStatus));
        Assert.Equal(["process"], Names(live));
        Assert.Equal("worker", ready.GetProperty("service").GetString());
        Assert.Equal("Healthy", ready.GetProperty("status").GetString());
        Assert.Equal(["host", "database"], Names(ready));
        Assert.Equal("accepts connections", Check(ready, "database").GetProperty("description").GetString());
    }

    [Fact]
    public async Task Service_whose_database_is_down_is_live_but_not_ready()
    {
        await using var service = await StartAsync(() => throw new InvalidOperationException("no route to db-7 for user app"));

        var (liveStatus, _) = await GetAsync(service, "/health/live");
        var (readyStatus, ready) = await GetAsync(service, "/health/ready");

        Assert.Equal(HttpStatusCode.OK, liveStatus);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, readyStatus);
        Assert.Equal("Unhealthy", Check(ready, "database").GetProperty("status").GetString());
        Assert.DoesNotContain("db-7", ready.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_that_is_stopping_is_no_longer_ready()
    {
        await using var service = await StartAsync(() => HealthCheckResult.Healthy());
        service.Get<IHostApplicationLifetime>().StopApplication();

        var report = await service.Get<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains(HealthTags.Ready));

        Assert.Equal(HealthStatus.Unhealthy, report.Entries["host"].Status);
        Assert.Equal("stopping", report.Entries["host"].Description);
    }

    [Fact]
    public async Task Check_that_hangs_is_given_up()
    {
        await using var service = await TestService.StartAsync(configure: builder => builder.Services.AddHealthChecks().AddAsyncCheck(
            "hanging", async cancellation =>
            {
                await Task.Delay(Timeout.Infinite, cancellation);
                return HealthCheckResult.Healthy();
            },
            [HealthTags.Ready]));

        var (status, ready) = await GetAsync(service, "/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("Unhealthy", Check(ready, "hanging").GetProperty("status").GetString());
        Assert.All(
            service.Get<IOptions<HealthCheckServiceOptions>>().Value.Registrations,
            registration => Assert.InRange(registration.Timeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5)));
    }

    private static Task<TestService> StartAsync(Func<HealthCheckResult> database) => TestService.StartAsync(
        configure: builder => builder.Services.AddHealthChecks().AddCheck("database", database, [HealthTags.Ready]));

    private static async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(TestService service, string path)
    {
        using var response = await service.Client.GetAsync(path);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    private static IEnumerable<string> Names(JsonElement report) =>
        report.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()!);

    private static JsonElement Check(JsonElement report, string name) =>
        report.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == name);
}
