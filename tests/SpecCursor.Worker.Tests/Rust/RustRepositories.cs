using System.Text;
using SpecCursor.Contracts.Messages;
using SpecCursor.Worker.Tests.Fixtures;

namespace SpecCursor.Worker.Tests.Rust;

/// <summary>Makes repositories of Rust projects, with lockfiles that cargo wrote.</summary>
public sealed class RustRepositories
{
    private readonly WorkerHost _host;

    public RustRepositories(WorkerHost host)
    {
        _host = host;
        LocalCrates.Create(Registry);
    }

    public string Registry => Path.Combine(_host.StateDirectory, "crates");

    public static string Manifest(string rest, string name = "app") => $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2018\"\n\n{rest}";

    public static string Source(string crate = "tally", int expected = 2) =>
        $"pub fn words(text: &str) -> usize {{\n    {crate}::count(text)\n}}\n\n#[test]\nfn counts() {{\n    assert_eq!({expected}, words(\"two words\"));\n}}\n";

    /// <param name="name">The repository.</param>
    /// <param name="files">What is in it.</param>
    /// <param name="locked">Versions to lock that are not the newest.</param>
    public async Task<TestRepository> CreateAsync(string name, IEnumerable<(string Path, string Content)> files, params (string Package, string Version)[] locked)
    {
        var repository = await CreateUnlockedAsync(name, files);
        await LockAsync(repository, locked);
        await repository.CommitAsync();
        return repository;
    }

    public async Task<TestRepository> CreateUnlockedAsync(string name, IEnumerable<(string Path, string Content)> files)
    {
        var repository = await TestRepository.CreateEmptyAsync(_host, $"tests/rust-{name}");
        foreach (var (path, content) in files)
        {
            await repository.WriteAsync(path, Encoding.UTF8.GetBytes(content));
        }

        return repository;
    }

    public async Task LockAsync(TestRepository repository, params (string Package, string Version)[] locked)
    {
        await CargoAsync(repository, "generate-lockfile");
        foreach (var (package, version) in locked)
        {
            await CargoAsync(repository, "update", "--package", package, "--precise", version);
        }
    }

    public Task<TestRepository> CreateAppAsync(string name, int expected = 2) => CreateAsync(
        name,
        [("Cargo.toml", Manifest("[dependencies]\ntally = \"1.0.0\" # counts\n")), ("src/lib.rs", Source(expected: expected)), (".gitignore", "target\n")],
        ("tally", "1.0.0"),
        ("numbers", "1.0.0"));

    public Task<UpgradeRan> RunAsync(TestRepository repository, string package, string target) => RunAsync(_host, repository, package, target);

    public static Task<UpgradeRan> RunAsync(WorkerHost host, TestRepository repository, string package, string target)
    {
        var command = WorkerHost.Command(repository.Name, package, target);
        return host.RunAsync(command with { Context = command.Context with { Ecosystem = Contracts.Upgrades.Ecosystems.Rust } });
    }

    /// <summary>Has cargo do something in the repository, with the local registry.</summary>
    public Task<string> CargoAsync(TestRepository repository, params string[] arguments) => repository.RunAsync(
        "env",
        [
            $"CARGO_HOME={Path.Combine(_host.StateDirectory, "cargo-home")}", "cargo", "--config", "source.crates-io.replace-with=\"local\"",
            "--config", $"source.local.local-registry=\"{Registry}\"", .. arguments,
        ]);
}
