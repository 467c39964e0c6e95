using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Tests.Rust;

namespace SpecCursor.Worker.Tests.Ecosystems;

/// <summary>Cargo's.</summary>
public sealed class RustSample : IEcosystemSample
{
    public string Ecosystem => Contracts.Upgrades.Ecosystems.Rust;

    public string Manifest => "Cargo.toml";

    public string? Lockfile => "Cargo.lock";

    public string Package => "tally";

    public string From => "1.0.0";

    public string To => "1.1.0";

    public string OtherPackage => "serde";

    public (string Package, string Version) Breaking => ("tally", "2.0.0");

    public Task<TestRepository> CreatePassingAsync(WorkerHost host, string name) => new RustRepositories(host).CreateAppAsync(name);

    public Task<TestRepository> CreateFailingAsync(WorkerHost host, string name) => new RustRepositories(host).CreateAppAsync(name, expected: 3);

    public Task<TestRepository> CreateBreakingAsync(WorkerHost host, string name) => CreatePassingAsync(host, name);

    public override string ToString() => Ecosystem;
}
