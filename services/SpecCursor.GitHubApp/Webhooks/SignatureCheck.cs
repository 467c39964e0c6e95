using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Octokit.Webhooks;

namespace SpecCursor.GitHubApp.Webhooks;

/// <summary>Checks <c>X-Hub-Signature-256</c>: HMAC-SHA256 over the raw body, compared in constant time by Octokit.Webhooks.</summary>
internal sealed class SignatureCheck(IOptions<WebhookOptions> options)
{
    /// <summary>The header.</summary>
    public const string HeaderName = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";
    private const int HexLength = 64;

    private readonly string _secret = options.Value.Secret;

    /// <summary>What is wrong with the header before the body is read; null when nothing is.</summary>
    public static SignatureFault? Inspect(StringValues header)
    {
        if (header.Count == 0 || string.IsNullOrEmpty(header[0]))
        {
            return SignatureFault.Missing;
        }

        return header is [{ Length: var length } value]
            && length == Prefix.Length + HexLength
            && value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && value.AsSpan(Prefix.Length).IndexOfAnyExcept(HexDigits) < 0
                ? null
                : SignatureFault.Malformed;
    }

    /// <summary>Whether the signature is this body's.</summary>
    /// <param name="header">A header that <see cref="Inspect"/> found nothing wrong with.</param>
    /// <param name="body">The raw body.</param>
    public bool Verify(string header, ReadOnlySpan<byte> body) =>
        WebhookSignatureValidator.Verify(header, _secret, body) == WebhookSignatureValidationResult.Valid;

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
