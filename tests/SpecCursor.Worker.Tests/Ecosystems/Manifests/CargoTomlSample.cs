using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Rust;

namespace SpecCursor.Worker.Tests.Ecosystems.Manifests;

/// <summary>Cargo's.</summary>
internal sealed class CargoTomlSample : IManifestSample
{
    private static readonly string[] Packages = ["serde", "serde_json", "a", "dependencies", "version"];
    private static readonly string[] Constraints = ["1", "1.2.3", "^1.2", "~0.3", "=1.0.0-beta.1", ">= 1.2, < 3", "*", "1.*", ""];
    private static readonly string[] Sections =
    [
        "dependencies", "dev-dependencies", "build-dependencies", "dev_dependencies", "workspace.dependencies", "target.'cfg(unix)'.dependencies",
        "target.\"cfg(all(windows, feature = 'é'))\".build-dependencies", "target.x86_64-pc-windows-gnu.dev-dependencies",
    ];

    public string Name => "Cargo.toml";

    public IManifestFormat Format { get; } = new CargoTomlFormat();

    public string Package(Random random) => Packages[random.Next(Packages.Length)];

    public string Constraint(Random random) => Constraints[random.Next(Constraints.Length)];

    public string Generate(Random random, string package, string constraint)
    {
        var sections = Sections.Where(_ => random.Next(3) == 0).DefaultIfEmpty(Sections[random.Next(Sections.Length)]);
        var parts = sections.Select(section => Section(random, section, package, constraint)).Concat(
        [
            $"[package] # {package} = \"not-this\" – ✓🦀\nname = \"{package}\"\nversion='9.9.9'\ndescription = \"\"\"\n[dependencies]\n{package} = \"é\"\"\"\"\n",
            $"[features]\n{package} = [\"dep:{package}\", '{package}/std']\n",
            $"[package.metadata.dependencies]\n{package} = \"not-this\"\n",
            $"[patch.crates-io]\n{package} = {{ git = \"https://example.org/{package}\", version = \"0\" }}\n",
            $"[[bin]]\nname = \"{package}\"\n[[bin]]\nname = \"other\"\n",
        ]).ToArray();
        random.Shuffle(parts);
        return string.Join(random.Next(2) == 0 ? "\n" : "", parts);
    }

    private static string Section(Random random, string section, string package, string constraint)
    {
        var quote = random.Next(2) == 0 ? '"' : '\'';
        var value = $"{quote}{constraint}{quote}";
        var key = random.Next(3) == 0 ? $"\"{package}\"" : package;
        var other = $"{package}-else{Space(random)}= \"{random.Next(9)}.0.0\" # {package} = \"1\"\n";
        return random.Next(6) switch
        {
            0 => $"[{section}]\n{other}{key}{Space(random)}={Space(random)}{value}\n",
            1 => $"[{section}]\n{key} = {{ features = [\"x\", 'y'],version{Space(random)}={value}, default-features = false }} # é\n{other}",
            2 => $"[{section}.{key}]\noptional = true\nversion ={Space(random)}{value}\n[{section}.else]\nversion = \"3\"\n",
            3 => $"[ {section} ]\n{key}.version = {value}\n{key}.features = []\n{other}",
            4 => $"[{section}]\nalias = {{ package = \"{package}\", version = {value} }}\n{other}",
            _ => $"[{section}.alias]\nversion = {value}{Space(random)}# é\npackage = '{package}'\n",
        };
    }

    private static string Space(Random random) => random.Next(4) switch { 0 => "  ", 1 => "\t", _ => "" };
}
