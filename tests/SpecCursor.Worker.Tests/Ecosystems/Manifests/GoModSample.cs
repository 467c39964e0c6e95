using SpecCursor.Worker.Ecosystems.Go;
using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Tests.Ecosystems.Manifests;

/// <summary>Go's.</summary>
internal sealed class GoModSample : IManifestSample
{
    private static readonly string[] Packages = ["github.com/a/b", "example.org/Mixed-Case", "gopkg.in/yaml.v3", "example.org/lib/v2", "require"];

    private static readonly string[] Constraints =
        ["v1.2.3", "v0.0.0-20191109021931-daa7c04131f5", "v2.0.0+incompatible", "v1.0.0-rc.1", "v10.20.30", "master"];

    private static readonly string[] Comments = ["", "", " // indirect", " // indirect; pinned", "// v9.9.9", " // require x v1.0.0"];

    public string Name => "go.mod";

    public IManifestFormat Format { get; } = new GoModFormat();

    public string Package(Random random) => Packages[random.Next(Packages.Length)];

    public string Constraint(Random random) => Constraints[random.Next(Constraints.Length)];

    public string Generate(Random random, string package, string constraint)
    {
        var line = $"{Quoted(random, package)}{Space(random)}{Quoted(random, constraint)}{Any(random, Comments)}";
        var other = $"{package}/other v1.0.0{Any(random, Comments)}";
        var required = random.Next(3) switch
        {
            0 => $"require {line}",
            1 => $"require (\n\t{other}\n{Space(random)}{line}\n)",
            _ => $"require(\n\n\t// {package} {constraint}\n\t{line}\n\n\t{other}\n){Any(random, Comments)}\n\nrequire\t{line}",
        };
        string[] parts =
        [
            required,
            "go 1.19",
            $"replace {package} => ../{package}",
            $"exclude (\n\t{package} v0.1.0\n)",
            $"// require {package} {constraint}",
            "retract [v1.0.0, v1.1.0] // lost data",
        ];
        random.Shuffle(parts);
        return $"module example.org/main\n\n{string.Join("\n\n", parts)}{(random.Next(2) == 0 ? "\n" : "")}";
    }

    private static string Quoted(Random random, string text) => random.Next(4) == 0 ? $"\"{text}\"" : text;

    private static string Space(Random random) => random.Next(3) switch { 0 => "  ", 1 => "\t", _ => " " };

    private static string Any(Random random, string[] texts) => texts[random.Next(texts.Length)];
}
