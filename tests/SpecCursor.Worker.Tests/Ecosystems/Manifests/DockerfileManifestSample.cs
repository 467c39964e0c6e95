using SpecCursor.Worker.Ecosystems.Dockerfile;
using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Tests.Ecosystems.Manifests;

/// <summary>Docker's.</summary>
internal sealed class DockerfileManifestSample : IManifestSample
{
    private static readonly string[] Images = ["node", "docker.io/library/node", "bitnami/redis", "ghcr.io/org/app", "localhost:5000/team/a__b", "registry.example/a-b/c.d"];

    public string Name => "Dockerfile";

    public IManifestFormat Format { get; } = new DockerfileFormat();

    public string Package(Random random) => Images[random.Next(Images.Length)];

    public string Constraint(Random random)
    {
        var tag = $"{(random.Next(5) == 0 ? "v" : "")}{random.Next(30)}.{random.Next(30)}{(random.Next(2) == 0 ? $".{random.Next(9)}" : "")}{(random.Next(2) == 0 ? "-alpine3." + random.Next(20) : "")}";
        return random.Next(3) == 0 ? $"{tag}@sha256:{Convert.ToHexStringLower(Bytes(random))}" : tag;
    }

    public string Generate(Random random, string package, string constraint)
    {
        var escape = random.Next(4) == 0 ? '`' : '\\';
        string[] parts =
        [
            $"FROM {Space(random)}{package}:{constraint}{Space(random)}",
            $"from --platform=linux/amd64 \"{package}:{constraint}\" {(random.Next(2) == 0 ? "AS" : "as")} {package.Split('/')[^1].Replace("__", "-", StringComparison.Ordinal)}-else",
            $"FROM {package}:${{TAG}}",
            $"FROM $IMAGE AS base\nCOPY --chown=1 --from={package}:{constraint} /a /b",
            $"FROM base\nRUN --mount=type=bind,from={package}:{constraint},target=/x {escape}\n # {package}:0.1\n\n  make",
            $"FROM {package}-else:9.9.9 AS other\nRUN <<EOF\nFROM {package}:0.2\nEOF\nCOPY <<-'A' <<B /c/\nFROM {package}:0.3\n\tA\nFROM {package}:0.4\nB",
            $"FROM {escape}\n{package}:{constraint}\nLABEL image=\"{package}:0.5\"",
        ];
        var used = parts.Where((part, i) => i != 4 && random.Next(2) == 0).DefaultIfEmpty(parts[random.Next(4)]).ToArray();
        random.Shuffle(used);
        var last = random.Next(3) == 0 ? $"\n{parts[4]}" : "";
        return $"# escape={escape}\n# FROM {package}:0.6\nARG TAG='{constraint}' OTHER=1\nARG IMAGE=\"{package}:$TAG\"\n{string.Join('\n', used)}\nFROM $IMAGE AS base{last}{(random.Next(2) == 0 ? "\n" : "")}";
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[32];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Space(Random random) => random.Next(4) switch { 0 => "  ", 1 => "\t", _ => "" };
}
