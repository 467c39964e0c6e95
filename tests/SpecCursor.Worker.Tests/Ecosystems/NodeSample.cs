using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Tests.Node;

namespace SpecCursor.Worker.Tests.Ecosystems;

/// <summary>npm's.</summary>
public sealed class NodeSample : IEcosystemSample
{
    public string Ecosystem => Contracts.Upgrades.Ecosystems.Node;

    public string Manifest => "package.json";

    public string? Lockfile => "package-lock.json";

    public string Package => "ms";

    public string From => "2.1.2";

    public string To => "2.1.3";

    public string OtherPackage => "lodash";

    public (string Package, string Version) Breaking => ("uuid", "9.0.1");

    public Task<TestRepository> CreatePassingAsync(WorkerHost host, string name) => new NodeRepositories(host).CreateMsAsync(name);

    public Task<TestRepository> CreateFailingAsync(WorkerHost host, string name) => new NodeRepositories(host).CreateMsAsync(name, "process.exit(1);\n");

    public Task<TestRepository> CreateBreakingAsync(WorkerHost host, string name) => new NodeRepositories(host).CreateUuidAsync(name);

    public override string ToString() => Ecosystem;
}
