using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SpecCursor.Testing;

namespace SpecCursor.Images.Tests.Running;

/// <summary>A service that runs from its image as a cluster would have it: no capability, no new privileges, nothing to write to but a volume and /tmp.</summary>
internal sealed class ServiceContainer : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(4);

    private readonly Func<IEnumerable<string>, Task<string>> docker;
    private readonly HttpClient client;

    private ServiceContainer(Func<IEnumerable<string>, Task<string>> docker, string id, string address)
    {
        this.docker = docker;
        Id = id;
        client = new HttpClient { BaseAddress = new Uri($"http://{address}:8080") };
    }

    /// <summary>What the worker needs besides, to make its sandbox.</summary>
    public static IReadOnlyList<string> SandboxOptions { get; } =
        ["--security-opt", $"seccomp={Repository.PathOf("containers/services/worker-seccomp.json")}", "--security-opt", "systempaths=unconfined"];

    public string Id { get; }

    public static async Task<ServiceContainer> StartAsync(
        Func<IEnumerable<string>, Task<string>> docker, string image, IReadOnlyDictionary<string, string> settings, params IEnumerable<string> options)
    {
        var id = await docker([
            "run", "--detach", "--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--security-opt", "no-new-privileges",
            .. settings.SelectMany(setting => new[] { "--env", $"{setting.Key}={setting.Value}" }), .. options, image]);
        return new ServiceContainer(docker, id, await docker(["inspect", "--format", "{{.NetworkSettings.IPAddress}}", id]));
    }

    /// <summary>What an endpoint answers once the service listens, whatever the status.</summary>
    public async Task<(HttpStatusCode Status, JsonNode Answer)> AskAsync(string path)
    {
        using var limit = new CancellationTokenSource(StartsWithin);
        while (true)
        {
            try
            {
                using var response = await client.GetAsync(new Uri(path, UriKind.Relative), limit.Token);
                return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>(limit.Token))!);
            }
            catch (HttpRequestException) when (!limit.IsCancellationRequested)
            {
                if (await docker(["inspect", "--format", "{{.State.Running}}", Id]) != "true")
                {
                    throw new InvalidOperationException($"The service ended: {await docker(["logs", "--tail", "40", Id])}");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await docker(["rm", "--force", "--volumes", Id]);
    }
}
