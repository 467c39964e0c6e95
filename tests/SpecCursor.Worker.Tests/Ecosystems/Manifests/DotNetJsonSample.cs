using System.Text;
using SpecCursor.Worker.Ecosystems.DotNet.Json;
using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Tests.Ecosystems.Manifests;

/// <summary>NuGet's, in <c>global.json</c> and in manifests of tools.</summary>
internal sealed class DotNetJsonSample(bool isTools) : IManifestSample
{
    private static readonly string[] Packages = ["dotnet-ef", "MSTest.Sdk", "tools", "version"];
    private static readonly string[] Constraints = ["1.2.3", "10.0.0-rc.1", "", "1.0.0.1", "é"];

    public string Name => isTools ? ToolsManifestFormat.FileName : GlobalJsonFormat.FileName;

    public IManifestFormat Format { get; } = isTools ? new ToolsManifestFormat() : new GlobalJsonFormat();

    public string Package(Random random) => Packages[random.Next(Packages.Length)];

    public string Constraint(Random random) => Constraints[random.Next(Constraints.Length)];

    public string Generate(Random random, string package, string constraint)
    {
        var section = isTools ? ToolsManifestFormat.Section : GlobalJsonFormat.Section;
        var name = random.Next(3) == 0 ? package.ToUpperInvariant() : package;
        var value = Encoding.UTF8.GetString(JsonText.Quote(constraint));
        var entries = new[] { $"\"{name}\": {Entry(random, value)}", $"\"{package}-else\": {Entry(random, "\"0.1.0\"")}" };
        random.Shuffle(entries);
        string[] parts = [$"\"{section}\": {{\n    {string.Join(",\n\t", entries)}\n  }}", "\"version\": 1", $"\"sdk\": {{ \"version\": \"10.0.100\", \"{package}\": \"not-this\" }}"];
        random.Shuffle(parts);
        return $"{{\n  {string.Join(",\n  ", parts)}\n}}{(random.Next(2) == 0 ? "\n" : "")}";
    }

    private string Entry(Random random, string value) => !isTools ? value
        : random.Next(2) == 0 ? $"{{ \"version\" : {value}, \"commands\": [\"x\"] }}"
        : $"{{\n \"commands\": [],\n \"version\":{value},\n \"rollForward\": false }}";
}
