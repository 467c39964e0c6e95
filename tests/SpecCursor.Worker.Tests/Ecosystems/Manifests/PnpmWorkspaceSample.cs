using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Node.Pnpm;

namespace SpecCursor.Worker.Tests.Ecosystems.Manifests;

/// <summary>pnpm's, with constraints that need no quotes; what has to be put in them is not the original when it is back.</summary>
internal sealed class PnpmWorkspaceSample : IManifestSample
{
    private static readonly string[] Packages = ["uuid", "@types/node", "ms", "a.b", "catalog"];
    private static readonly string[] Constraints = ["^1.2.3", "1.0.0", "~2.1", "1.x", "^2", "1.2.3-beta.1"];
    private static readonly string[] Quotes = ["", "'", "\""];

    public string Name => "pnpm-workspace.yaml";

    public IManifestFormat Format { get; } = new PnpmWorkspaceFormat();

    public string Package(Random random) => Packages[random.Next(Packages.Length)];

    public string Constraint(Random random) => Constraints[random.Next(Constraints.Length)];

    public string Generate(Random random, string package, string constraint)
    {
        var parts = new List<string>
        {
            $"catalog:\n{Entries(random, package, constraint, "  ")}",
            $"overrides:\n  '{package}>other': not-this\n{Entries(random, package, constraint, "  ")}",
            $"catalogs:\n  old: # {package}: not-this\n{Entries(random, package, constraint, "    ")}  new: {{ \"{package}\": {Quote(random, constraint)} }}\n",
        };
        var kept = parts.Where(_ => random.Next(2) == 0).DefaultIfEmpty(parts[random.Next(3)]).Concat(
        [
            $"packages: # café – ✓ {package}\n  - '{package}'\n  - packages/*\n",
            $"packageExtensions:\n  '{package}':\n    dependencies:\n      '{package}': not-this\n",
        ]).ToArray();
        random.Shuffle(kept);
        return string.Join(random.Next(2) == 0 ? "\n" : "", kept);
    }

    private static string Entries(Random random, string package, string constraint, string indent)
    {
        var name = package.StartsWith('@') ? $"'{package}'" : package;
        var entries = new List<string> { $"{indent}{name}:{(random.Next(2) == 0 ? " " : "   ")}{Quote(random, constraint)}{(random.Next(2) == 0 ? "" : " # café")}\n" };
        entries.Insert(random.Next(2), $"{indent}'{package}-else': 1.0.0\n");
        return string.Concat(entries);
    }

    private static string Quote(Random random, string text)
    {
        var quote = Quotes[random.Next(Quotes.Length)];
        return quote + text + quote;
    }
}
