using System.Security.Cryptography;

namespace SpecCursor.Worker.Sandbox.SystemCalls;

/// <summary>A filter as a file, for those who take it as one. Its name tells its content, so that another release of the worker has another file.</summary>
internal sealed class FilterFile(WorkerDirectories directories, string extension, byte[] content)
{
    private readonly string _path = Path.Combine(directories.Control, $"calls-{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}.{extension}");

    /// <summary>Where it is. It is written when it is not there: the folder is swept of old files.</summary>
    public string Write()
    {
        if (!File.Exists(_path))
        {
            var written = $"{_path}.{Guid.NewGuid():N}";
            File.WriteAllBytes(written, content);
            File.Move(written, _path, overwrite: true);
        }

        return _path;
    }
}
