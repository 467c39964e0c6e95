using System.Security.Cryptography;
using System.Text.Json;
using SpecCursor.Contracts.Messages;

namespace SpecCursor.ProofEngine.Proving.Ahead;

/// <summary>What a proof depends on, in 32 bytes: with the same key the obligations are the same, and so is what becomes of them.</summary>
internal static class ProofKey
{
    public static string Of(ProveUpgrade command)
    {
        // All but who asks and for which dispatch.
        var content = command with
        {
            Context = command.Context with { UpgradeId = Guid.Empty, Repository = "" },
            Fence = 0,
            Attempt = 0,
        };
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = new HashingStream(hash);
        JsonSerializer.Serialize(stream, content);
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
