using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace SpecCursor.GitHubApp.Forges.GitHub;

/// <summary>What a GitHub App proves itself with: a JSON web token, RS256, valid for nine minutes (GitHub takes ten at most).</summary>
internal sealed class GitHubAppJwt(IOptions<ForgeOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(9);

    // GitHub's advice against clocks that are not quite right.
    private static readonly TimeSpan Backdate = TimeSpan.FromSeconds(60);

    /// <summary>Makes a token.</summary>
    /// <exception cref="ForgeRefusedException">The private key cannot be read.</exception>
    public string Create()
    {
        var now = time.GetUtcNow();
        var payload = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["iat"] = (now - Backdate).ToUnixTimeSeconds(),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            ["iss"] = options.Value.GitHub.AppId ?? "",
        });
        var signed = $"{Base64Url.EncodeToString("""{"alg":"RS256","typ":"JWT"}"""u8)}.{Base64Url.EncodeToString(payload)}";
        using var key = ReadKey();
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private RSA ReadKey()
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(options.Value.GitHub.PrivateKeyPath ?? ""));
            return key;
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or CryptographicException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw new ForgeRefusedException("forge-unauthorized", "The GitHub App's private key cannot be read.", exception.Message);
        }
    }
}
