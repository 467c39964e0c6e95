using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using SpecCursor.Contracts.Messages;
using SpecCursor.GitHubApp.Extensions;
using Wolverine;
using Wolverine.Runtime.Serialization;

namespace SpecCursor.GitHubApp.Tests.Harness;

/// <summary>The whole service, on a real Kestrel, over a real Postgres and real repositories.</summary>
internal sealed class AppHost : IAsyncDisposable
{
    public const string Secret = "it's a secret to everybody";
    public const string ApiKey = "0123456789abcdef0123456789abcdef";

    private readonly WebApplication _app;
    private readonly NpgsqlDataSource _database;

    private AppHost(WebApplication app, GitSandbox git, string connectionString)
    {
        _app = app;
        _database = NpgsqlDataSource.Create(connectionString);
        Git = git;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public GitSandbox Git { get; }

    public HttpClient Client { get; }

    public NpgsqlDataSource Database => _database;

    public IServiceProvider Services => _app.Services;

    public static async Task<AppHost> StartAsync(
        string connectionString, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var git = new GitSandbox();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:speccursor"] = connectionString,
            ["SpecCursor:WebhookSecret"] = Secret,
            ["SpecCursor:ApiKey"] = ApiKey,
            ["SpecCursor:ConsoleUrl"] = "http://console.invalid",
            ["SpecCursor:DashboardUrl"] = "http://dashboard.invalid",
            ["SpecCursor:Forge:Local:Root"] = git.Root,
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.AddApplicationServices();
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapApplicationEndpoints();
        await app.StartAsync();
        return new AppHost(app, git, connectionString);
    }

    public static string Sign(byte[] body, string secret = Secret) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";

    /// <summary>Sends what GitHub sends.</summary>
    public async Task<Answer> DeliverAsync(string eventName, string body, string? deliveryId = null, Action<HttpRequestMessage>? change = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/github/webhooks") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.UserAgent.ParseAdd("GitHub-Hookshot/044aadd");
        request.Headers.Add("X-GitHub-Event", eventName);
        request.Headers.Add("X-GitHub-Delivery", deliveryId ?? Guid.NewGuid().ToString());
        request.Headers.Add("X-Hub-Signature-256", Sign(bytes));
        change?.Invoke(request);
        using var response = await Client.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The messages that wait in a queue, oldest first.</summary>
    public async Task<IReadOnlyList<Envelope>> QueuedAsync<T>(string queue = "controller")
    {
        await using var command = _database.CreateCommand(
            $"SELECT body FROM queues.wolverine_queue_{queue} WHERE message_type = $1 ORDER BY timestamp");
        command.Parameters.Add(new() { Value = typeof(T).FullName! });
        await using var reader = await command.ExecuteReaderAsync();
        var envelopes = new List<Envelope>();
        while (await reader.ReadAsync())
        {
            envelopes.Add(EnvelopeSerializer.Deserialize(reader.GetFieldValue<byte[]>(0)));
        }

        return envelopes;
    }

    /// <summary>The requests that a delivery led to, once all of them wait for the controller.</summary>
    public async Task<IReadOnlyList<UpgradeRequested>> RequestsAsync(params IReadOnlyCollection<Guid> upgrades)
    {
        return await Eventually.ReturnsAsync(async () =>
        {
            var requests = (await QueuedAsync<UpgradeRequested>()).Select(Read<UpgradeRequested>).Where(request => upgrades.Contains(request.Context.UpgradeId)).ToList();
            return requests.Count >= upgrades.Count ? requests : null;
        });
    }

    public static T Read<T>(Envelope envelope) => JsonSerializer.Deserialize<T>(envelope.Data!, JsonSerializerOptions.Web)!;

    public async Task<long> CountAsync(string table)
    {
        await using var command = _database.CreateCommand($"SELECT count(*) FROM github_app.{table}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The value of the series in <c>/metrics</c> that has the labels; 0 where it has not come up yet.</summary>
    public async Task<double> MetricAsync(string name, params string[] labels)
    {
        var text = await Client.GetStringAsync("/metrics");
        var line = text.Split('\n').SingleOrDefault(line =>
            line.StartsWith(name + "{", StringComparison.Ordinal) && labels.All(label => line.Contains(label, StringComparison.Ordinal)));
        return line is null ? 0 : double.Parse(line[(line.LastIndexOf('}') + 2)..].Split(' ')[0], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        Client.Dispose();
        Git.Dispose();
    }

    internal sealed record Answer(HttpStatusCode Status, string Body)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        public string? Outcome => Json.GetProperty("outcome").GetString();

        public string? Code => Json.GetProperty("code").GetString();

        public IReadOnlyList<Guid> Upgrades => [.. Json.GetProperty("upgrades").EnumerateArray().Select(item => item.GetGuid())];
    }
}
