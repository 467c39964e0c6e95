using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SpecCursor.GitHubApp.Webhooks.Events;

/// <summary>
/// Ids of upgrades that follow from the signed body alone, so that a delivery that is seen twice asks for the same upgrades. The delivery's own
/// id would not do: it is a header, and not signed.
/// </summary>
internal static class UpgradeIds
{
    /// <summary>A UUID of version 8 (RFC 9562): 122 bits of a SHA-256 over the body's hash and the request's index.</summary>
    public static Guid Of(ReadOnlySpan<byte> bodyHash, int index)
    {
        Span<byte> input = stackalloc byte[SHA256.HashSizeInBytes + sizeof(int)];
        bodyHash.CopyTo(input);
        BinaryPrimitives.WriteInt32BigEndian(input[SHA256.HashSizeInBytes..], index);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, hash);
        var bytes = hash[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
