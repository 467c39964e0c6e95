using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Processes;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Testing.Packages;

namespace SpecCursor.Benchmarks.Overhead;

/// <summary>A patch release of a module, from a folder laid out as a proxy.</summary>
internal sealed class GoWork : IEcosystemWork
{
    private const string From = "v1.2.0";

    public SampleUpgrade Upgrade { get; } = new("go/night-shift", Ecosystems.Go, "github.com/robfig/cron", "v1.2.1");

    public IReadOnlyList<string> Tools => [RequiredTools.Go];

    public int Rounds => 10;

    public string Script => $"go get {Upgrade.Package}@{Upgrade.Target} && go mod tidy && go test ./...";

    public async Task<PreparedWork> PrepareAsync(RepositoryLayout layout, string folder, CancellationToken cancellationToken)
    {
        var proxy = new ModuleProxy(Path.Combine(folder, "modules"));
        var source = PreparedSample.Source(layout, "cron-v1.go") + PreparedSample.Source(layout, "cron-spec.go");
        proxy.Publish(Upgrade.Package, From, [("cron.go", source)]);
        proxy.Publish(Upgrade.Package, Upgrade.Target, [("cron.go", source)]);
        var bare = new Dictionary<string, string>
        {
            ["GOPROXY"] = proxy.Address,
            ["GOSUMDB"] = "off",
            ["GOPATH"] = Path.Combine(folder, "go"),
            ["GOCACHE"] = Path.Combine(folder, "go-build"),

            // What go makes read-only could not be removed afterwards by anybody but root.
            ["GOFLAGS"] = "-modcacherw",
        };
        var sample = Path.Combine(folder, "sample");
        await PreparedSample.LockAsync(layout.Sample(Upgrade.Sample), sample, "go.sum", bare, ["go", "mod", "tidy"], cancellationToken);
        return new PreparedWork(sample, new Dictionary<string, string> { ["SpecCursor__Worker__Go__Proxy"] = proxy.Address }, bare);
    }
}
