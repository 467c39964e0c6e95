using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Processes;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Testing.Packages;

namespace SpecCursor.Benchmarks.Overhead;

/// <summary>A patch release of a crate, from a local registry.</summary>
internal sealed class RustWork : IEcosystemWork
{
    private const string From = "0.8.2";

    public SampleUpgrade Upgrade { get; } = new("rust/request-ids", Ecosystems.Rust, "uuid", "0.8.3");

    public IReadOnlyList<string> Tools => [RequiredTools.Cargo];

    public int Rounds => 10;

    public string Script => $"cargo add {Upgrade.Package}@{Upgrade.Target} && cargo test";

    public async Task<PreparedWork> PrepareAsync(RepositoryLayout layout, string folder, CancellationToken cancellationToken)
    {
        var registry = Path.Combine(folder, "crates");
        var crates = new CrateFolder(registry);
        crates.Add(Upgrade.Package, From, PreparedSample.Source(layout, "uuid.rs"));
        crates.Add(Upgrade.Package, Upgrade.Target, PreparedSample.Source(layout, "uuid.rs"));
        var home = Directory.CreateDirectory(Path.Combine(folder, "cargo")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(home, "config.toml"),
            $"[source.crates-io]\nreplace-with = \"here\"\n\n[source.here]\nlocal-registry = \"{registry}\"\n",
            cancellationToken);
        var bare = new Dictionary<string, string> { ["CARGO_HOME"] = home };
        var sample = Path.Combine(folder, "sample");

        // The registry has the new version already, and cargo locks the newest that the manifest admits.
        string[] command = ["sh", "-c", $"cargo generate-lockfile && cargo update --package {Upgrade.Package} --precise {From}"];
        await PreparedSample.LockAsync(layout.Sample(Upgrade.Sample), sample, "Cargo.lock", bare, command, cancellationToken);
        return new PreparedWork(sample, new Dictionary<string, string> { ["SpecCursor__Worker__Rust__Registry"] = registry }, bare);
    }
}
