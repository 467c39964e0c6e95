using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Tests.Python;

namespace SpecCursor.Worker.Tests.Ecosystems;

/// <summary>pip's.</summary>
public sealed class PythonSample : IEcosystemSample
{
    public string Ecosystem => Contracts.Upgrades.Ecosystems.Python;

    public string Manifest => "requirements.txt";

    public string? Lockfile => null;

    public string Package => "greet";

    public string From => "1.0.0";

    public string To => "1.1.0";

    public string OtherPackage => "requests";

    public (string Package, string Version) Breaking => ("greet", "2.0.0");

    public Task<TestRepository> CreatePassingAsync(WorkerHost host, string name) => new PythonRepositories(host).CreateAppAsync(name);

    public Task<TestRepository> CreateFailingAsync(WorkerHost host, string name) =>
        new PythonRepositories(host).CreateAppAsync(name, test: PythonRepositories.FailingTest);

    public Task<TestRepository> CreateBreakingAsync(WorkerHost host, string name) => new PythonRepositories(host).CreateAppAsync(name);

    public override string ToString() => Ecosystem;
}
