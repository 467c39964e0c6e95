using SpecCursor.Messaging;

namespace SpecCursor.Benchmarks.Engine;

/// <summary>Worker, proof engine and GitHub app as far as the workflow can tell: they answer at once and do nothing.</summary>
internal sealed class EchoServices : IAsyncDisposable
{
    private readonly List<EngineHost> hosts = [];

    public static async Task<EchoServices> StartAsync(string database, CancellationToken cancellationToken)
    {
        var services = new EchoServices();
        try
        {
            services.hosts.Add(await EngineHost.StartAsync<WorkerEcho>(ServiceQueue.Worker, database, configure: null, cancellationToken));
            services.hosts.Add(await EngineHost.StartAsync<ProofEngineEcho>(ServiceQueue.ProofEngine, database, configure: null, cancellationToken));
            services.hosts.Add(await EngineHost.StartAsync<GitHubAppEcho>(ServiceQueue.GitHubApp, database, configure: null, cancellationToken));
            return services;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }
}
