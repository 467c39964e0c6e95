using System.IO.Compression;
using System.Text.Json;

namespace SpecCursor.Controller.Upgrades;

/// <summary>JSON under Brotli: a report of a thousand packages takes a tenth of its size.</summary>
internal static class CompressedJson
{
    public static byte[] Write<T>(T value)
    {
        using var target = new MemoryStream();
        using (var compressed = new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(compressed, value);
        }

        return target.ToArray();
    }

    public static T Read<T>(byte[] value)
    {
        using var source = new MemoryStream(value, writable: false);
        using var plain = new BrotliStream(source, CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(plain) ?? throw new InvalidDataException($"A stored {typeof(T).Name} is empty.");
    }
}
