using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.ProofEngine.Engines.Smt;
using SpecCursor.ProofEngine.Extensions;
using SpecCursor.ProofEngine.Logic;
using SpecCursor.ProofEngine.Obligations;
using SpecCursor.ProofEngine.Problems;
using SpecCursor.ProofEngine.Proving;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.ProofEngine.Tests.Support;

/// <summary>The proof engine's parts with real solvers, without queue and endpoints.</summary>
internal sealed class ProofHost : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly Z3Session _session;

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
        _session = new Z3Session(Get<Z3>(), time);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<UpgradeProved> ProveAsync(ProveUpgrade command) => await Get<IUpgradeProver>().ProveAsync(command, CancellationToken.None);

    /// <summary>Decides a statement, with one z3 for all that are asked for.</summary>
    public Task<Discharge> DischargeAsync(Statement statement) =>
        Get<Discharger>().DischargeAsync("property", statement, _session, CancellationToken.None);

    /// <summary>Proves one obligation of an upgrade, with a z3 for each script.</summary>
    public async Task<ObligationResult> ProveAsync(ProveUpgrade command, string obligation) => await Get<ObligationProver>().ProveAsync(
        Get<IEnumerable<IObligation>>().Single(candidate => candidate.Name == obligation), Get<UpgradeProblemReader>().Read(command), Get<Z3>(), CancellationToken.None);

    public void Dispose()
    {
        _session.Dispose();
        _services.Dispose();
    }
}
