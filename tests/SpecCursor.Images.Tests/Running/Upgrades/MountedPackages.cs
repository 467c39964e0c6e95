using SpecCursor.Testing.Packages;

namespace SpecCursor.Images.Tests.Running.Upgrades;

/// <summary>What a worker in a container upgrades from: packages that are made here, in folders that the container has read-only.</summary>
internal static class MountedPackages
{
    /// <summary>Where the container has them.</summary>
    public const string Inside = "/srv/packages";

    /// <summary>What tells the worker.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["SpecCursor__Worker__Rust__Registry"] = $"{Inside}/crates",
        ["SpecCursor__Worker__Python__WheelFolder"] = $"{Inside}/wheels",
        ["SpecCursor__Worker__Go__Proxy"] = $"file://{Inside}/modules",
    };

    /// <summary>Makes them, two versions of each.</summary>
    /// <param name="folder">An empty folder.</param>
    public static void Create(string folder)
    {
        var crates = new CrateFolder(Path.Combine(folder, "crates"));
        var modules = new ModuleProxy(Path.Combine(folder, "modules"));
        var wheels = Directory.CreateDirectory(Path.Combine(folder, "wheels")).FullName;
        foreach (var version in (string[])["1.0.0", "1.1.0"])
        {
            crates.Add("tally", version, "pub fn count(text: &str) -> usize { text.split_whitespace().count() }\n");
            modules.Publish("example.org/greet", $"v{version}", [("greet.go", "package greet\n\nfunc Hello(name string) string { return \"Hello, \" + name }\n")]);
            var wheel = new Wheel("greet", version, "greet.py", "def hello(name):\n    return 'hello ' + name\n");
            File.WriteAllBytes(Path.Combine(wheels, wheel.FileName), wheel.ToBytes());
        }
    }
}
