using System.Text;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Node;

namespace SpecCursor.Worker.Tests.Ecosystems.Manifests;

/// <summary>npm's.</summary>
internal sealed class PackageJsonSample : IManifestSample
{
    private static readonly string[] Packages = ["uuid", "@types/node", "ms", "a.b", "dependencies"];
    private static readonly string[] Constraints = ["^1.2.3", "1.0.0", "~2", ">=1 <3 || ^4", "*", "", "1.x", "latest", "npm:other@^1", "\t5"];
    private static readonly string[] Indents = ["  ", "\t", "    ", ""];

    public string Name => "package.json";

    public IManifestFormat Format { get; } = new PackageJsonFormat();

    public string Package(Random random) => Packages[random.Next(Packages.Length)];

    public string Constraint(Random random) => Constraints[random.Next(Constraints.Length)];

    public string Generate(Random random, string package, string constraint)
    {
        var indent = Indents[random.Next(Indents.Length)];
        var sections = PackageJson.Sections.Where(_ => random.Next(2) == 0).DefaultIfEmpty(PackageJson.Sections[random.Next(3)]).ToList();
        var parts = sections.Select(section => Section(random, section, package, constraint, indent)).Concat(
        [
            $"{indent}\"name\":{Space(random)}\"{package}\"",
            $"{indent}\"config\": {{ \"dependencies\": {{ {Quote(package)}: \"not-this\" }}, \"list\": [{{ {Quote(package)}: \"1\" }}] }}",
            $"{indent}\"description\" : \"caf\\u00e9 \\\"{package}\\\" – ✓\"",
        ]).ToArray();
        random.Shuffle(parts);
        return $"{{\n{string.Join(",\n", parts)}\n}}{(random.Next(2) == 0 ? "\n" : "")}";
    }

    private static string Section(Random random, string section, string package, string constraint, string indent)
    {
        var entries = new List<string> { $"{indent}{indent}{Quote(package)}{Space(random)}:{Space(random)}{Quote(constraint)}" };
        entries.Insert(random.Next(2), $"{indent}{indent}\"{package}-else\": \"{random.Next(9)}.0.0\"");
        return $"{indent}\"{section}\": {{\n{string.Join(",\n", entries)}\n{indent}}}";
    }

    private static string Quote(string text) => Encoding.UTF8.GetString(JsonText.Quote(text));

    private static string Space(Random random) => random.Next(4) switch { 0 => "  ", 1 => "\t", _ => "" };
}
