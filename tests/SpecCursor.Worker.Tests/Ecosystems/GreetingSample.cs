using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Tests.Go;

namespace SpecCursor.Worker.Tests.Ecosystems;

/// <summary>What the samples of Go have in common: the module that they greet with.</summary>
public abstract class GreetingSample : IEcosystemSample
{
    public string Ecosystem => Contracts.Upgrades.Ecosystems.Go;

    public abstract string Name { get; }

    public string Manifest => "go.mod";

    public string? Lockfile => "go.sum";

    public string Package => GoModules.Greet;

    public string From => "v1.0.0";

    public string To => "v1.1.0";

    public string OtherPackage => GoModules.Words;

    public (string Package, string Version) Breaking => (GoModules.Greet, "v1.2.0");

    public abstract Task<TestRepository> CreatePassingAsync(WorkerHost host, string name);

    public abstract Task<TestRepository> CreateFailingAsync(WorkerHost host, string name);

    public Task<TestRepository> CreateBreakingAsync(WorkerHost host, string name) => CreatePassingAsync(host, name);

    public override string ToString() => Name;

    /// <summary>A test that fails.</summary>
    protected static string FailingTest => GoRepositories.Test("greet.Hello(\"you\") == \"never\"");
}
