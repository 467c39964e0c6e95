using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace SpecCursor.Controller.Api.Security;

/// <summary>Compares keys in a time that says nothing about how much of one was right.</summary>
internal sealed class ApiKeyVerifier(IOptions<AccessOptions> options)
{
    private const int MaximumLength = 1024;

    private readonly byte[] _expected = SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.ApiKey));

    /// <summary>Changes when the key does, and does not reveal it.</summary>
    public string Fingerprint { get; } =
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Value.ApiKey), "console"u8))[..32];

    public bool Verify(string? key) =>
        key is { Length: > 0 and <= MaximumLength }
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(key)), _expected);
}
