using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SpecCursor.Testing.Packages;

/// <summary>A local registry of crates that tests make: archives as cargo packs them, and an index that says what they are.</summary>
/// <param name="folder">The registry's folder.</param>
public sealed class CrateFolder(string folder)
{
    /// <summary>Adds a crate, which has the feature <c>loud</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="source">Its <c>src/lib.rs</c>.</param>
    /// <param name="dependencies">Crates of the registry whose version 1 it needs.</param>
    /// <param name="isYanked">Whether it was withdrawn.</param>
    public void Add(string name, string version, string source, string[]? dependencies = null, bool isYanked = false)
    {
        var requirements = string.Concat((dependencies ?? []).Select(dependency => $"{dependency} = \"1.0\"\n"));
        var manifest = $"[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2018\"\n\n[features]\nloud = []\n\n[dependencies]\n{requirements}";
        var archive = Pack($"{name}-{version}", ("Cargo.toml", manifest), ("src/lib.rs", source), ("CHANGELOG.md", $"## {version}\n\nNews of {name}.\n"));
        var index = Path.Combine(folder, "index", PathOf(name));
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

    // https://doc.rust-lang.org/cargo/reference/registry-index.html#index-files
    private static string PathOf(string name) => name.Length switch
    {
        1 or 2 => $"{name.Length}/{name}",
        3 => $"3/{name[0]}/{name}",
        _ => $"{name[..2]}/{name[2..4]}/{name}",
    };

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
