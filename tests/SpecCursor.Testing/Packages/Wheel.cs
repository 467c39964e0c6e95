using System.IO.Compression;
using System.Text;

namespace SpecCursor.Testing.Packages;

/// <summary>A wheel that tests make: an archive with a module and what describes it. The same wheel has the same bytes wherever it is made.</summary>
/// <param name="Name">The package.</param>
/// <param name="Version">Its version.</param>
/// <param name="Module">The module's path in the wheel.</param>
/// <param name="Source">What is in it.</param>
/// <param name="Metadata">More lines of the metadata, such as <c>Requires-Dist: greet&lt;2</c>.</param>
public sealed record Wheel(string Name, string Version, string Module, string Source, params string[] Metadata)
{
    private static readonly DateTimeOffset Time = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What an index calls it.</summary>
    public string FileName => $"{Name.Replace('-', '_')}-{Version}-py3-none-any.whl";

    /// <summary>The archive.</summary>
    public byte[] ToBytes()
    {
        var info = $"{Name.Replace('-', '_')}-{Version}.dist-info";
        var files = new List<(string Path, string Content)>
        {
            (Module, Source),
            ($"{info}/METADATA", $"Metadata-Version: 2.1\nName: {Name}\nVersion: {Version}\n{string.Concat(Metadata.Select(line => line + "\n"))}"),
            ($"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
        };
        files.Add(($"{info}/RECORD", string.Concat(files.Select(file => $"{file.Path},,\n")) + $"{info}/RECORD,,\n"));
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                var entry = archive.CreateEntry(path);
                entry.LastWriteTime = Time;
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return buffer.ToArray();
    }
}
