using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Tests.Go;

namespace SpecCursor.Worker.Tests.Ecosystems;

/// <summary>Go's.</summary>
public sealed class GoSample : IEcosystemSample
{
    public string Ecosystem => Contracts.Upgrades.Ecosystems.Go;

    public string Manifest => "go.mod";

    public string? Lockfile => "go.sum";

    public string Package => GoModules.Greet;

    public string From => "v1.0.0";

    public string To => "v1.1.0";

    public string OtherPackage => GoModules.Words;

    public (string Package, string Version) Breaking => (GoModules.Greet, "v1.2.0");

    public Task<TestRepository> CreatePassingAsync(WorkerHost host, string name) => new GoRepositories(host).CreateGreetAsync(name);

    public Task<TestRepository> CreateFailingAsync(WorkerHost host, string name) =>
        new GoRepositories(host).CreateGreetAsync(name, GoRepositories.Test("greet.Hello(\"you\") == \"never\""));

    public Task<TestRepository> CreateBreakingAsync(WorkerHost host, string name) => new GoRepositories(host).CreateGreetAsync(name);

    public override string ToString() => Ecosystem;
}
