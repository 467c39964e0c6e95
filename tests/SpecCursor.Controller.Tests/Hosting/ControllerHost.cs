using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Extensions;
using SpecCursor.Testing;
using Wolverine;

namespace SpecCursor.Controller.Tests.Hosting;

/// <summary>The controller as it is deployed: real Kestrel, real Postgres, the handlers that were generated ahead.</summary>
internal sealed class ControllerHost : IAsyncDisposable
{
    public const string ApiKey = "test-key-0123456789abcdef";

    private readonly WebApplication _app;
    private readonly string _stateDirectory;

    private ControllerHost(WebApplication app, string connectionString, string stateDirectory)
    {
        _app = app;
        _stateDirectory = stateDirectory;
        ConnectionString = connectionString;
        Address = new Uri(app.Urls.First());
        Client = CreateClient(ApiKey);
    }

    public Uri Address { get; }

    public string ConnectionString { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<ControllerHost> StartAsync(
        string connectionString, IReadOnlyDictionary<string, string?>? configuration = null, Action<IServiceCollection>? configureServices = null)
    {
        var stateDirectory = TestDirectory.Create("controller");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "SpecCursor.Controller",
            ContentRootPath = stateDirectory,
            EnvironmentName = "Production",
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:speccursor"] = connectionString,
            ["SpecCursor:ApiKey"] = ApiKey,
            ["SpecCursor:StateDirectory"] = stateDirectory,
            ["SpecCursor:DashboardUrl"] = "http://dashboard.example",
            ["SpecCursor:Controller:RateLimit:Burst"] = "100000",
            ["SpecCursor:Controller:RateLimit:PermitsPerSecond"] = "100000",
            ["SpecCursor:Controller:RateLimit:LoginsPerMinute"] = "1000",
            ["SpecCursor:Controller:Remediation:PauseCheck"] = "00:00:00.200",
            ["SpecCursor:Controller:Remediation:MaximumAnHour"] = "1000",
            ["SpecCursor:Messaging:StaleNodeTimeout"] = "00:00:30",
        });
        builder.Configuration.AddInMemoryCollection(configuration ?? new Dictionary<string, string?>());
        builder.AddApplicationServices();
        builder.Logging.ClearProviders();
        configureServices?.Invoke(builder.Services);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseApplication();
        await app.StartAsync();
        return new ControllerHost(app, connectionString, stateDirectory);
    }

    public HttpClient CreateClient(string? apiKey)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
        if (apiKey is not null)
        {
            client.DefaultRequestHeaders.Add("X-Api-Key", apiKey);
        }

        return client;
    }

    /// <summary>Asks for an upgrade through the API.</summary>
    public async Task<UpgradeResource> CreateAsync(string repository, string package = "uuid", string target = "9.0.1")
    {
        using var response = await Client.PostAsJsonAsync("/api/v1/upgrades", Body(repository, package, target));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<UpgradeResource>(text, JsonSerializerOptions.Web)!;
    }

    public static CreateUpgradeRequest Body(string repository, string package = "uuid", string target = "9.0.1") =>
        new() { Repository = repository, Ecosystem = "node", PackageName = package, TargetVersion = target };

    public async Task<T> GetAsync<T>(string path) => (await Client.GetFromJsonAsync<T>(path))!;

    /// <summary>Waits until the upgrade is as it should be; follows its events, so nothing is polled.</summary>
    public async Task<UpgradeResource> WaitAsync(Guid id, Func<UpgradeResource, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var hub = Services.GetRequiredService<Events.EventHub>();
        using var subscription = hub.TrySubscribe(id)!;
        while (true)
        {
            var upgrade = await GetAsync<UpgradeResource>($"/api/v1/upgrades/{id}");
            if (condition(upgrade))
            {
                return upgrade;
            }

            limit.Token.ThrowIfCancellationRequested();
            await subscription.WaitAsync(TimeSpan.FromSeconds(1), TimeProvider.System, limit.Token);
        }
    }

    public Task<UpgradeResource> WaitForEndAsync(Guid id) =>
        WaitAsync(id, upgrade => upgrade.Status is UpgradeStatus.Completed or UpgradeStatus.Failed or UpgradeStatus.Cancelled);

    public async Task PublishAsync(object message)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(message);
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        TestDirectory.Delete(_stateDirectory);
    }
}
