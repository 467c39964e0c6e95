using System.IO.Compression;
using System.Text.RegularExpressions;

namespace SpecCursor.Testing.Packages;

/// <summary>Go modules that tests make, in a folder laid out as a module proxy (<c>go help goproxy</c>), which real go downloads from.</summary>
/// <param name="folder">The proxy's folder.</param>
public sealed partial class ModuleProxy(string folder)
{
    /// <summary>What <c>GOPROXY</c> is to be.</summary>
    public string Address => new Uri(folder).AbsoluteUri;

    /// <summary>Adds a version of a module, unless it is there.</summary>
    /// <param name="path">The module's path.</param>
    /// <param name="version">The version.</param>
    /// <param name="files">Its files, without <c>go.mod</c>.</param>
    /// <param name="more">More lines of <c>go.mod</c>.</param>
    /// <param name="module">What stands before its <c>module</c> line.</param>
    /// <param name="language">The version of Go that it needs.</param>
    public void Publish(
        string path, string version, IEnumerable<(string Path, string Content)> files, string more = "", string module = "", string language = "1.18")
    {
        var versions = Directory.CreateDirectory(Path.Combine(folder, Escape(path), "@v")).FullName;
        var archive = Path.Combine(versions, version + ".zip");
        if (File.Exists(archive))
        {
            return;
        }

        var manifest = $"{module}module {path}\n\ngo {language}\n\n{more}";
        File.WriteAllText(Path.Combine(versions, version + ".mod"), manifest);
        File.WriteAllText(Path.Combine(versions, version + ".info"), $$"""{"Version":"{{version}}","Time":"2020-01-02T03:04:05Z"}""");
        File.AppendAllText(Path.Combine(versions, "list"), version + '\n');
        using var zip = ZipFile.Open(archive, ZipArchiveMode.Create);
        foreach (var (name, content) in files.Append((Path: "go.mod", Content: manifest)))
        {
            using var writer = new StreamWriter(zip.CreateEntry($"{path}@{version}/{name}").Open());
            writer.Write(content);
        }
    }

    private static string Escape(string path) => Capital().Replace(path, letter => "!" + letter.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
