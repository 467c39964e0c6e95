using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SpecCursor.Worker.Ecosystems.Rust;

namespace SpecCursor.Worker.Tests.Rust;

/// <summary>A local registry of small crates: archives as cargo packs them, and an index that says what they are.</summary>
public static class LocalCrates
{
    private const string Count = "text.split_whitespace().count() * numbers::one()";

    /// <summary>Makes the registry, unless it is there.</summary>
    public static void Create(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        Add(folder, "numbers", "1.0.0", "pub fn one() -> usize { 1 }\n");
        Add(folder, "numbers", "1.1.0", "pub fn one() -> usize { 2 - 1 }\n");
        foreach (var version in (string[])["1.0.0", "1.0.1", "1.1.0", "1.2.0"])
        {
            Add(folder, "tally", version, $"pub fn count(text: &str) -> usize {{ {Count} }}\n{Loud}", ["numbers"], isYanked: version == "1.2.0");
        }

        Add(folder, "tally", "2.0.0", $"pub fn total(text: &str) -> usize {{ {Count} }}\n{Loud}", ["numbers"]);
        Add(folder, "tally", "2.1.0-beta.1", $"pub fn total(text: &str) -> usize {{ {Count} }}\n{Loud}", ["numbers"]);
        Add(folder, "pages", "1.0.0", "pub fn pages(text: &str) -> usize { tally::count(text) / 300 }\n", ["tally"]);
        Add(folder, "odd-name", "1.0.0", "pub fn odd() -> bool { true }\n");
        Add(folder, "odd-name", "1.0.1", "pub fn odd() -> bool { true }\n");
    }

    private static string Loud => "#[cfg(feature = \"loud\")]\npub fn shout(text: &str) -> String { text.to_uppercase() }\n";

    private static void Add(string folder, string name, string version, string source, string[]? dependencies = null, bool isYanked = false)
    {
        var requirements = string.Concat((dependencies ?? []).Select(dependency => $"{dependency} = \"1.0\"\n"));
        var manifest = $"[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2018\"\n\n[features]\nloud = []\n\n[dependencies]\n{requirements}";
        var archive = Pack($"{name}-{version}", ("Cargo.toml", manifest), ("src/lib.rs", source), ("CHANGELOG.md", $"## {version}\n\nNews of {name}.\n"));
        var index = Path.Combine(folder, "index", CrateIndexReader.PathOf(name));
        Directory.CreateDirectory(Path.GetDirectoryName(index)!);
        File.WriteAllBytes(Path.Combine(folder, $"{name}-{version}.crate"), archive);
        File.AppendAllText(index, JsonSerializer.Serialize(new
        {
            name,
            vers = version,
            deps = (dependencies ?? []).Select(dependency => new
            {
                name = dependency,
                req = "^1.0",
                features = Array.Empty<string>(),
                optional = false,
                default_features = true,
                target = (string?)null,
                kind = "normal",
            }),
            cksum = Convert.ToHexStringLower(SHA256.HashData(archive)),
            features = new { loud = Array.Empty<string>() },
            yanked = isYanked,
        }) + "\n");
    }

    private static byte[] Pack(string prefix, params (string Path, string Content)[] files)
    {
        using var archive = new MemoryStream();
        using (var zip = new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(zip, TarEntryFormat.Ustar))
        {
            foreach (var (path, content) in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"{prefix}/{path}")
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
                    Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                    ModificationTime = DateTimeOffset.UnixEpoch,
                });
            }
        }

        return archive.ToArray();
    }
}
