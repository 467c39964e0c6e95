using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.ProofEngine.Extensions;
using SpecCursor.ProofEngine.Obligations;
using SpecCursor.ProofEngine.Problems;
using SpecCursor.ProofEngine.Proving;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.ProofEngine.Tests.Support;

/// <summary>The proof engine's parts with real solvers, without queue and endpoints.</summary>
internal sealed class ProofHost : IDisposable
{
    private readonly ServiceProvider _services;

    public ProofHost(params (string Key, string Value)[] configuration)
        : this(TimeProvider.System, configuration)
    {
    }

    public ProofHost(TimeProvider time, params (string Key, string Value)[] configuration)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create<string, string?>($"SpecCursor:Proof:{pair.Key}", pair.Value)))
            .Build());
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton(time);
        services.AddSingleton<SpecCursorMetrics>();
        services.AddProofs();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<UpgradeProved> ProveAsync(ProveUpgrade command) => await Get<IUpgradeProver>().ProveAsync(command, CancellationToken.None);

    /// <summary>Proves one obligation of an upgrade.</summary>
    public async Task<ObligationResult> ProveAsync(ProveUpgrade command, string obligation) => await Get<ObligationProver>().ProveAsync(
        Get<IEnumerable<IObligation>>().Single(candidate => candidate.Name == obligation), Get<UpgradeProblemReader>().Read(command), CancellationToken.None);

    public void Dispose() => _services.Dispose();
}
