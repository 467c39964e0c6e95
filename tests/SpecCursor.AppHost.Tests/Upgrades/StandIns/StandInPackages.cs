using SpecCursor.Backing.Processes;
using SpecCursor.Backing.Samples;
using SpecCursor.Testing;
using SpecCursor.Testing.Packages;

namespace SpecCursor.AppHost.Tests.Upgrades.StandIns;

/// <summary>
/// Packages with the names and versions of those that samples use, and as much of their interfaces, in sources on this machine: what breaks a sample in
/// the real package's major breaks it in the one that stands in. NuGet and npm need none, since their registries are asked.
/// </summary>
internal sealed class StandInPackages : IDisposable
{
    private readonly string _folder = TestDirectory.Create("packages");
    private readonly ModuleProxy _modules;
    private readonly DockerRegistry _images;

    private StandInPackages()
    {
        _modules = new ModuleProxy(Path.Combine(_folder, "modules"));
        _images = DockerRegistry.Start(Path.Combine(_folder, "images"));
    }

    /// <summary>What tells the worker of an application where they are.</summary>
    public Dictionary<(string Service, string Variable), string> Environment => new()
    {
        [("worker", "SpecCursor__Worker__Rust__Registry")] = Crates,
        [("worker", "SpecCursor__Worker__Python__WheelFolder")] = Wheels,
        [("worker", "SpecCursor__Worker__Go__Proxy")] = _modules.Address,
        [("worker", "SpecCursor__Worker__Dockerfile__DockerHub")] = _images.Address.AbsoluteUri,
    };

    private string Crates => Path.Combine(_folder, "crates");

    private string Wheels => Path.Combine(_folder, "wheels");

    /// <summary>Makes them, each as it was before the scenario's upgrade and as it is after it.</summary>
    public static async Task<StandInPackages> CreateAsync()
    {
        var packages = new StandInPackages();
        var scenarios = Scenario.Load(Repository.PathOf("samples")).ToLookup(scenario => scenario.Ecosystem);
        packages.AddCrates(scenarios["rust"].Single().Target);
        packages.AddWheels(scenarios["python"].Single().Target);
        packages.AddModules(scenarios["go"].Single().Target);
        await packages._images.PushAsync("library/alpine", "3.20", scenarios["dockerfile"].Single().Target);
        return packages;
    }

    /// <summary>
    /// Copies the samples of some scenarios, and has cargo and go write their lockfiles anew: the checksums in there are those of the real packages.
    /// </summary>
    /// <returns>The folder of the copies, to be taken for <c>samples</c>.</returns>
    public async Task<string> CopySamplesAsync(IEnumerable<Scenario> scenarios)
    {
        var samples = Path.Combine(_folder, "samples");
        foreach (var file in scenarios.SelectMany(scenario => Repository.FilesBelow($"samples/{scenario.Sample}", "*")))
        {
            var copy = Path.Combine(_folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Repository.PathOf(file), copy);
        }

        await LockAsync(
            samples, "Cargo.lock",
            $"CARGO_HOME={_folder}/cargo",
            "cargo", "generate-lockfile", "--config", "source.crates-io.replace-with='here'", "--config", $"source.here.local-registry='{Crates}'");
        await LockAsync(
            samples, "go.sum",
            $"GOPROXY={_modules.Address}", "GOSUMDB=off", $"GOPATH={_folder}/go", "GOFLAGS=-modcacherw",
            "go", "mod", "tidy");
        return samples;
    }

    public void Dispose()
    {
        _images.Dispose();
        TestDirectory.Delete(_folder);
    }

    private static string Source(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Upgrades", "StandIns", name));

    private static async Task LockAsync(string samples, string lockfile, params string[] command)
    {
        foreach (var file in Directory.EnumerateFiles(samples, lockfile, SearchOption.AllDirectories))
        {
            File.Delete(file);
            var result = await CommandRunner.RunAsync(
                new Command("env", command) { WorkingDirectory = Path.GetDirectoryName(file) }, TimeSpan.FromMinutes(2), CancellationToken.None);
            Assert.True(result.Succeeded && File.Exists(file), result.Explanation);
        }
    }

    private void AddCrates(string target)
    {
        var crates = new CrateFolder(Crates);
        var uuid = Source("uuid.rs");
        crates.Add("uuid", "0.8.2", uuid);
        crates.Add("uuid", target, uuid.Replace("fn to_", "fn ", StringComparison.Ordinal));
    }

    private void AddWheels(string target)
    {
        var emoji = Source("emoji.py");
        var later = emoji
            .Replace("use_aliases=False", "language=\"en\"", StringComparison.Ordinal)
            .Replace("if use_aliases", "if language == \"alias\"", StringComparison.Ordinal);
        Directory.CreateDirectory(Wheels);
        foreach (var (version, source) in new[] { ("1.7.0", emoji), (target, later) })
        {
            var wheel = new Wheel("emoji", version, "emoji/__init__.py", source);
            File.WriteAllBytes(Path.Combine(Wheels, wheel.FileName), wheel.ToBytes());
        }
    }

    private void AddModules(string target)
    {
        var schedules = Source("cron-spec.go");
        _modules.Publish("github.com/robfig/cron", "v1.2.0", [("cron.go", Source("cron-v1.go") + schedules)]);
        _modules.Publish("github.com/robfig/cron/v3", target, [("cron.go", Source("cron-v3.go") + schedules)]);
    }
}
