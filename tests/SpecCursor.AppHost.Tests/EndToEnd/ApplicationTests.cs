using System.Globalization;
using System.Net;
using System.Text.Json;
using Npgsql;
using SpecCursor.AppHost.Observability;
using SpecCursor.AppHost.Testing;
using SpecCursor.Contracts.Operations;
using SpecCursor.Testing;
using Xunit.Abstractions;

namespace SpecCursor.AppHost.Tests.EndToEnd;

/// <summary>The real application, started natively as <c>dotnet run</c> starts it.</summary>
public sealed class ApplicationTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Application_starts_natively_survives_a_killed_service_and_keeps_its_data_over_a_restart()
    {
        var state = TestDirectory.Create("restart");
        var options = new SpecCursorAppOptions { StateDirectory = state };
        try
        {
            await using (var app = await SpecCursorApp.StartAsync(options))
            {
                output.WriteLine($"Healthy after {app.TimeToHealthy.TotalSeconds:0.0} s");
                Assert.Equal(
                    [
                        "postgres", "speccursor", "redis", "worker", "ai-service", "proof-engine", "controller", "github-app",
                        "postgres-exporter", "redis-exporter", "node-exporter", "blackbox-exporter", "alertmanager", "prometheus",
                    ],
                    app.Resources);
                await RequireReadyAsync(app);
                await RequireRunningStatusAsync(app);
                await RequireEveryTargetIsScrapedAsync(app);
                await RequireKilledServiceStartsAgainAsync(app);
                await ExecuteAsync(app, "CREATE TABLE kept (value int); INSERT INTO kept VALUES (42)");
            }

            Assert.False(File.Exists(Path.Combine(state, "run", "status.json")));
            Assert.Empty(ProcessesOfState.Find(state));

            await using (var app = await SpecCursorApp.StartAsync(options))
            {
                Assert.Equal(42, await ExecuteAsync(app, "SELECT value FROM kept"));
            }

            await using (var app = await SpecCursorApp.StartAsync(options with { Fresh = true }))
            {
                Assert.Equal(0L, await ExecuteAsync(app, "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'"));
            }
        }
        finally
        {
            TestDirectory.Delete(state);
        }
    }

    private static async Task RequireReadyAsync(SpecCursorApp app)
    {
        foreach (var service in new[] { "worker", "ai-service", "proof-engine", "controller", "github-app" })
        {
            using var client = app.CreateClient(service);
            using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.True(client.BaseAddress!.IsLoopback);
        }
    }

    private static async Task RequireRunningStatusAsync(SpecCursorApp app)
    {
        var status = await StatusAsync(app, candidate => candidate.State == ApplicationState.Running);

        Assert.Equal("native", status.Mode);
        Assert.Equal(app.AddressOf("controller"), new Uri(status.Addresses.Api!));
        Assert.Equal(app.AddressOf("github-app"), new Uri(status.Addresses.GitHubApp!));
        Assert.Equal(app.AddressOf("prometheus", "tcp"), new Uri(status.Addresses.Prometheus!));
        Assert.Equal(app.AddressOf("alertmanager", "tcp"), new Uri(status.Addresses.Alertmanager!));
        Assert.All(status.Resources.Where(resource => resource.State != MissingProgramResource.State), resource => Assert.Equal("healthy", resource.Health));
        Assert.Equal(await app.ProcessIdAsync("worker"), status.Resources.Single(resource => resource.Name == "worker").ProcessId);
    }

    private static async Task RequireEveryTargetIsScrapedAsync(SpecCursorApp app)
    {
        using var prometheus = new HttpClient { BaseAddress = app.AddressOf("prometheus", "tcp") };
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        string[] expected = ["ai-service", "alertmanager", "controller", "github-app", "prometheus", "proof-engine", "worker"];
        string[] up;
        do
        {
            var answer = await prometheus.GetStringAsync(new Uri("/api/v1/query?query=up%7Bjob%3D%22services%22%7D%3D%3D1", UriKind.Relative), limit.Token);
            using var document = JsonDocument.Parse(answer);
            up = [.. document.RootElement.GetProperty("data").GetProperty("result").EnumerateArray()
                .Select(series => series.GetProperty("metric").GetProperty("service").GetString()!).Order()];
        }
        while (up.Length < expected.Length && await timer.WaitForNextTickAsync(limit.Token));

        Assert.Equal(expected, up);
        var alertmanagers = await prometheus.GetStringAsync(new Uri("/api/v1/alertmanagers", UriKind.Relative), limit.Token);
        Assert.Contains(app.AddressOf("alertmanager", "tcp").Port.ToString(CultureInfo.InvariantCulture), alertmanagers, StringComparison.Ordinal);
    }

    private static async Task RequireKilledServiceStartsAgainAsync(SpecCursorApp app)
    {
        var before = await app.ProcessIdAsync("worker");
        await app.KillAsync("worker");
        var degraded = await StatusAsync(app, candidate => candidate.State == ApplicationState.Degraded);
        Assert.Equal("unhealthy", degraded.Resources.Single(resource => resource.Name == "worker").Health);

        await app.StartAsync("worker");

        Assert.NotEqual(before, await app.ProcessIdAsync("worker"));
        await StatusAsync(app, candidate => candidate.State == ApplicationState.Running);
    }

    private static async Task<ApplicationStatus> StatusAsync(SpecCursorApp app, Predicate<ApplicationStatus> expected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            var status = JsonSerializer.Deserialize<ApplicationStatus>(
                await File.ReadAllTextAsync(app.StatusFile, limit.Token), JsonSerializerOptions.Web)!;
            if (expected(status))
            {
                return status;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }
    }

    private static async Task<object?> ExecuteAsync(SpecCursorApp app, string sql)
    {
        await using var source = NpgsqlDataSource.Create(await app.ConnectionStringAsync("speccursor"));
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
