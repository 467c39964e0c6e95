using System.Globalization;

namespace SpecCursor.Worker.Packages;

/// <summary>
/// Which layers a stack has, the newest first: a file of lines, each a folder's name and what it takes in bytes, that is replaced as a whole. What can't be read is no layer:
/// losing one costs time only.
/// </summary>
internal static class LayerList
{
    private const string FileName = "layers";

    /// <summary>A folder of layers, and what it takes.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Bytes">The sum of its files' lengths when it was made.</param>
    internal readonly record struct Layer(string Name, long Bytes);

    public static IReadOnlyList<Layer> Read(string directory)
    {
        try
        {
            return [.. File.ReadAllLines(Path.Combine(directory, FileName)).Select(Parse).OfType<Layer>().Where(layer => Directory.Exists(Path.Combine(directory, layer.Name)))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public static void Write(string directory, IEnumerable<Layer> layers)
    {
        var path = Path.Combine(directory, FileName);
        File.WriteAllLines($"{path}.new", layers.Select(layer => string.Create(CultureInfo.InvariantCulture, $"{layer.Name} {layer.Bytes}")));
        File.Move($"{path}.new", path, overwrite: true);
    }

    /// <summary>When layers were last added; long ago where none were.</summary>
    public static DateTime WrittenAt(string directory) => File.GetLastWriteTimeUtc(Path.Combine(directory, FileName));

    private static Layer? Parse(string line) =>
        line.Split(' ') is [var name, var bytes] && Guid.TryParseExact(name, "N", out _) && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? new Layer(name, size)
            : null;
}
