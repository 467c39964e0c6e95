using SpecCursor.Worker.Tests.DotNet;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Ecosystems;

/// <summary>NuGet's.</summary>
public sealed class DotNetSample : IEcosystemSample
{
    public string Ecosystem => Contracts.Upgrades.Ecosystems.DotNet;

    public string Manifest => "App.csproj";

    public string? Lockfile => "packages.lock.json";

    public string Package => LocalFeed.Greeting;

    public string From => "1.0.0";

    public string To => "1.1.0";

    public string OtherPackage => "Sample.Unused";

    public (string Package, string Version) Breaking => (LocalFeed.Greeting, "2.0.0");

    public Task<TestRepository> CreatePassingAsync(WorkerHost host, string name) => new DotNetRepositories(host).CreateGreetingAsync(name);

    public Task<TestRepository> CreateFailingAsync(WorkerHost host, string name) => new DotNetRepositories(host).CreateGreetingAsync(name, "return 1;\n");

    public Task<TestRepository> CreateBreakingAsync(WorkerHost host, string name) => new DotNetRepositories(host).CreateGreetingAsync(name);

    public override string ToString() => Ecosystem;
}
