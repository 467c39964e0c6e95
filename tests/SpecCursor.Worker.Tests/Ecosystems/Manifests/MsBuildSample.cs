using System.Security;
using SpecCursor.Worker.Ecosystems.DotNet.MsBuild;
using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Tests.Ecosystems.Manifests;

/// <summary>NuGet's, in projects and what they import.</summary>
internal sealed class MsBuildSample : IManifestSample
{
    private static readonly string[] Packages = ["Newtonsoft.Json", "xunit", "A_b.C-d", "Version"];
    private static readonly string[] Constraints =
        ["1.2.3", "[1.0,2.0)", "(,3.0]", "[1.2.3]", "1.*", "*", "1.0.0-beta.1", "$(XVersion)", "1 & 2 < 3 > \"4\" '5'"];

    private static readonly string[] Kinds = ["PackageReference", "PackageVersion", "GlobalPackageReference"];

    public string Name => "MSBuild";

    public IManifestFormat Format { get; } = new MsBuildFormat();

    public string Package(Random random) => Packages[random.Next(Packages.Length)];

    public string Constraint(Random random) => Constraints[random.Next(Constraints.Length)];

    public string Generate(Random random, string package, string constraint)
    {
        var parts = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Item(random, package, constraint)).Concat(
        [
            $"<!-- <PackageReference Include=\"{package}\" Version=\"not-this\" /> -->",
            $"<PropertyGroup><Note><![CDATA[<PackageReference Include=\"{package}\" Version=\"nor-this\" />]]></Note><Ü.é>ß – ✓ 🙂</Ü.é></PropertyGroup>",
            $"<ItemGroup Condition=\" '$(A)' &lt; '1' \"><Using Include='{package}'\n Version = '0' /></ItemGroup>",
            $"<ItemGroup><PackageReference Include=\"{package}-else\" Version='{random.Next(9)}.0'/><PackageReference Remove=\"{package}\" /></ItemGroup>",
        ]).ToArray();
        random.Shuffle(parts);
        var declaration = random.Next(2) == 0 ? "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" : "";
        return $"{declaration}<Project Sdk=\"Microsoft.NET.Sdk\">\n  {string.Join("\n\t", parts)}\n</Project>{(random.Next(2) == 0 ? "\n" : "")}";
    }

    private static string Item(Random random, string package, string constraint)
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        var named = $"{(random.Next(3) == 0 ? "Update" : "Include")}={Quote(random, random.Next(3) == 0 ? package.ToUpperInvariant() : package)}";
        var metadata = random.Next(4) == 0 ? "VersionOverride" : "Version";
        var written = random.Next(2) == 0
            ? random.Next(2) == 0
                ? $"<{kind} {metadata}{Space(random)}={Space(random)}{Quote(random, constraint)} Condition=\"'é' != '>'\" {named} />"
                : $"<{kind} é='🙂'\n    {named}\n    {metadata}={Quote(random, constraint)}><PrivateAssets>all</PrivateAssets></{kind}>"
            : $"<{kind} {named}>\n  <!-- é --><{metadata}>{Space(random)}{SecurityElement.Escape(constraint)}{Space(random)}</{metadata} >\n</{kind}>";
        return random.Next(6) == 0
            ? $"<Sdk é=\"🙂\" Name{named[named.IndexOf('=', StringComparison.Ordinal)..]}\n Version = {Quote(random, constraint)}/>"
            : $"<ItemGroup>{written}</ItemGroup>";
    }

    private static string Quote(Random random, string text)
    {
        var quote = random.Next(2) == 0 ? '"' : '\'';
        return $"{quote}{SecurityElement.Escape(text)}{quote}";
    }

    private static string Space(Random random) => random.Next(4) switch { 0 => "  ", 1 => "\n", _ => "" };
}
