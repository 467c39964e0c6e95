using SpecCursor.Benchmarks.Backing;
using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Processes;
using SpecCursor.Benchmarks.Upgrade;

namespace SpecCursor.Benchmarks.Memory;

/// <summary>Chooses and prepares the work of each service.</summary>
internal static class ServiceWorkFactory
{
    public static async Task<IServiceWork> StartAsync(
        Bench bench, ServiceProcess service, string database, BackingServers backing, CancellationToken cancellationToken)
    {
        if (service.Name == ServiceLauncher.Controller)
        {
            return new ControllerWork(await EchoServices.StartAsync(database, cancellationToken), service.Address);
        }

        var sender = await CommandSender.StartAsync(database, cancellationToken);
        try
        {
            return service.Name switch
            {
                ServiceLauncher.Worker => await WorkerWork.PrepareAsync(bench, new LocalForge(backing.StateDirectory), sender, cancellationToken),
                ServiceLauncher.AiService => new AiServiceWork(sender),
                ServiceLauncher.ProofEngine => new ProofEngineWork(sender),
                ServiceLauncher.GitHubApp => await GitHubAppWork.PrepareAsync(bench, new LocalForge(backing.StateDirectory), sender, service.Address, cancellationToken),
                _ => throw new ArgumentOutOfRangeException(nameof(service), service.Name, "There is no work for it."),
            };
        }
        catch
        {
            await sender.DisposeAsync();
            throw;
        }
    }
}
