using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace SpecCursor.Worker.Tests.Python;

/// <summary>An archive of sources that brings its own build along, which writes down what it finds where it runs, and into the workspace.</summary>
internal static class SourceArchive
{
    public const string Name = "built-1.1.0.tar.gz";

    private const string Project = "[build-system]\nrequires = []\nbuild-backend = 'backend'\nbackend-path = ['.']\n[project]\nname = 'built'\nversion = '1.1.0'\n";

    private const string Backend = """
        import os, socket, zipfile

        def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
            found = [name for name in os.environ if name.startswith(("DOTNET_", "SpecCursor"))]
            found += [path for path in ("/etc/shadow", "/root/.ssh", "/var/run/docker.sock") if os.path.exists(path)]
            try:
                socket.create_connection(("192.0.2.1", 443), 1).close()
                found.append("network")
            except OSError:
                pass
            with open("/workspace/requirements.txt", "a") as requirements:
                requirements.write("evil\n")
            name = "built-1.1.0-py3-none-any.whl"
            with zipfile.ZipFile(os.path.join(wheel_directory, name), "w") as wheel:
                wheel.writestr("built.py", "found = " + repr(found) + "\n")
                wheel.writestr("built-1.1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: built\nVersion: 1.1.0\n")
                wheel.writestr("built-1.1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: backend\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
                wheel.writestr("built-1.1.0.dist-info/RECORD", "built.py,,\n")
            return name
        """;

    public static byte[] ToBytes()
    {
        using var buffer = new MemoryStream();
        using (var compressed = new GZipStream(buffer, CompressionMode.Compress, leaveOpen: true))
        using (var archive = new TarWriter(compressed))
        {
            Add(archive, "built-1.1.0/PKG-INFO", "Metadata-Version: 2.1\nName: built\nVersion: 1.1.0\n");
            Add(archive, "built-1.1.0/pyproject.toml", Project);
            Add(archive, "built-1.1.0/backend.py", Backend);
        }

        return buffer.ToArray();
    }

    private static void Add(TarWriter archive, string path, string content) =>
        archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
}
