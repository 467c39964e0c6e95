using SpecCursor.Worker.Tests.Fixtures;
using SpecCursor.Worker.Tests.Node;
using static SpecCursor.Worker.Tests.Node.NodeRepositories;

namespace SpecCursor.Worker.Tests.Ecosystems;

/// <summary>Those of node's other package managers.</summary>
internal sealed class PackageManagerSample(string tool) : IEcosystemSample
{
    public static IReadOnlyList<PackageManagerSample> All { get; } = [new("pnpm"), new("yarn"), new("yarn-4.18")];

    public string Ecosystem => Contracts.Upgrades.Ecosystems.Node;

    public string Name => $"{Ecosystem}-{tool}";

    public string Manifest => "package.json";

    public string? Lockfile => NodeTools.Of(tool).Lockfile;

    public string Package => "ms";

    public string From => "2.1.2";

    public string To => "2.1.3";

    public string OtherPackage => "lodash";

    public (string Package, string Version) Breaking => ("uuid", "9.0.1");

    public Task<TestRepository> CreatePassingAsync(WorkerHost host, string name) => CreateMsAsync(host, name, MsTest);

    public Task<TestRepository> CreateFailingAsync(WorkerHost host, string name) => CreateMsAsync(host, name, "process.exit(1);\n");

    public Task<TestRepository> CreateBreakingAsync(WorkerHost host, string name) => NodeTools.Of(tool).CreateAsync(
        host, name, ("package.json", Manifest("\"uuid\": \"^3.4.0\"", scripts: TestScript)), ("id.js", UuidSource), ("test.js", UuidTest));

    private Task<TestRepository> CreateMsAsync(WorkerHost host, string name, string test) =>
        NodeTools.Of(tool).CreateAsync(host, name, ("package.json", Manifest("\"ms\": \"2.1.2\"", scripts: TestScript)), ("test.js", test));
}
