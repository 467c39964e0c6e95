using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using SpecCursor.Cli.Application;
using SpecCursor.Cli.Rehearsals;
using SpecCursor.Contracts.Operations;
using SpecCursor.Testing;

namespace SpecCursor.Cli.Tests.Rehearsals.Harms;

/// <summary>A fake of everything that harm is done to: it answers all of it with one status, and keeps what it was sent.</summary>
internal sealed class HarmedApplication : IAsyncDisposable
{
    private readonly ConcurrentQueue<SentRequest> _requests = [];
    private readonly string _root = TestDirectory.Create("harmed");

    private WebApplication _server = null!;

    public RehearsedApplication Rehearsed { get; private set; } = null!;

    public IReadOnlyCollection<SentRequest> Requests => _requests;

    public NotificationReceiver Receiver { get; private set; } = null!;

    public StateDirectory State => Rehearsed.State;

    public string Targets => Directory.CreateDirectory(Path.Combine(Rehearsed.PrometheusConfiguration, "targets")).FullName;

    public static async Task<HarmedApplication> StartAsync(int status)
    {
        var harmed = new HarmedApplication();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        harmed._server = builder.Build();
        harmed._server.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            harmed._requests.Enqueue(new SentRequest(
                context.Request.Path,
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                await reader.ReadToEndAsync()));
            context.Response.StatusCode = status;
        });
        await harmed._server.StartAsync();
        harmed.Receiver = await NotificationReceiver.StartAsync(CancellationToken.None);
        var state = new StateDirectory(harmed._root);
        var secrets = Directory.CreateDirectory(Path.Combine(harmed._root, "secrets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "api-key"), "the-key");
        await File.WriteAllTextAsync(Path.Combine(secrets, "webhook-secret"), "the-secret");
        var address = harmed._server.Urls.First();
        harmed.Rehearsed = new RehearsedApplication(
            state,
            new ApplicationStatus
            {
                ProcessId = Environment.ProcessId,
                StartedAt = DateTimeOffset.UnixEpoch,
                Mode = "native",
                ModeReason = "a test",
                State = ApplicationState.Running,
                Addresses = new ApplicationAddresses { GitHubApp = address, Api = address, Prometheus = address, Alertmanager = address },
                Resources = [new ResourceStatus { Name = "worker", Type = "Container", State = "Running", Health = "healthy" }],
            },
            SpecCursor.Testing.Repository.PathOf("samples"),
            harmed.Receiver);
        return harmed;
    }

    public async ValueTask DisposeAsync()
    {
        Rehearsed.Dispose();
        await Receiver.DisposeAsync();
        await _server.DisposeAsync();
        TestDirectory.Delete(_root);
    }
}
