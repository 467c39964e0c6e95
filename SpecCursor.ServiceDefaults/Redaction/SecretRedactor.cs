using System.Buffers;
using System.Text.RegularExpressions;

namespace SpecCursor.ServiceDefaults.Redaction;

/// <summary>
/// Takes what looks like a secret out of text that is to be kept or shown: logs, spans, the output of tools. It knows shapes (tokens of
/// GitHub, Anthropic, registries and clouds, private keys, JWTs, authorization headers, passwords in addresses and settings) and the values
/// that it was told. Thread-safe.
/// </summary>
public sealed class SecretRedactor
{
    /// <summary>A known value shorter than this is not looked for: it would be found in text that has nothing to do with it.</summary>
    public const int MinimumKnownSecretLength = 12;

    private const string Unspecific = "[redacted]";
    private const int Margin = 4096;

    /// <summary>The shortest text that a rule could match: <c>pwd=x</c>.</summary>
    private const int MinimumLength = 5;

    /// <summary>The shortest secret that is known by its own shape, without a name or an address before it: <c>xoxb-</c> and ten characters.</summary>
    private const int MinimumShapedLength = 15;
    private const int HalfSecret = 512;

    private static readonly SecretRule[] Rules =
    [
        Rule(SecretPatterns.PrivateKey(), "[redacted private key]", "PRIVATE KEY"),
        Rule(SecretPatterns.GitHubToken(), "[redacted GitHub token]", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
        Rule(SecretPatterns.ModelProviderKey(), "[redacted API key]", "sk-"),
        Rule(SecretPatterns.RegistryToken(), "[redacted registry token]", "npm_", "pypi-", "oy2", "cio", "glpat-", "dckr_pat_"),
        Rule(SecretPatterns.CloudKey(), "[redacted cloud key]", "AKIA", "ASIA", "AIza", "xox", "hooks.slack.com"),
        Rule(SecretPatterns.JsonWebToken(), "[redacted JWT]", "eyJ"),
        Rule(SecretPatterns.AuthorizationHeader(), "$1" + Unspecific, "authorization"),
        Rule(SecretPatterns.Bearer(), "$1" + Unspecific, "bearer", "basic"),
        Rule(SecretPatterns.UrlPassword(), "$1" + Unspecific, "://"),
        Rule(
            SecretPatterns.Assignment(), "$1" + Unspecific,
            "password", "passwd", "pwd", "secret", "apikey", "api_key", "api-key", "accesskey", "access_key", "access-key", "accountkey", "account_key",
            "account-key", "privatekey", "private_key", "private-key", "connectionstring", "connection_string", "connection-string", "_auth", "token"),
    ];

    private static readonly SearchValues<string> AnyTrigger =
        SearchValues.Create([.. Rules.SelectMany(rule => rule.Triggers).Distinct()], StringComparison.OrdinalIgnoreCase);

    private readonly SearchValues<string>? _known;
    private readonly string[] _knownValues;

    /// <summary>Knows shapes only.</summary>
    public SecretRedactor()
        : this([])
    {
    }

    /// <summary>Knows shapes and these values too; those shorter than <see cref="MinimumKnownSecretLength"/> are ignored.</summary>
    public SecretRedactor(IEnumerable<string> knownSecrets)
    {
        ArgumentNullException.ThrowIfNull(knownSecrets);

        // Longest first, so that a secret which contains another is not left half there.
        _knownValues = [.. knownSecrets.Where(secret => secret.Length >= MinimumKnownSecretLength).Distinct().OrderByDescending(secret => secret.Length)];
        _known = _knownValues.Length > 0 ? SearchValues.Create(_knownValues, StringComparison.Ordinal) : null;
    }

    /// <summary>The text without its secrets; the same instance where there are none.</summary>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_known is not null && text.AsSpan().ContainsAny(_known))
        {
            foreach (var value in _knownValues)
            {
                text = text.Replace(value, Unspecific, StringComparison.Ordinal);
            }
        }

        if (!CouldHaveShape(text))
        {
            return text;
        }

        try
        {
            foreach (var rule in Rules)
            {
                text = rule.Apply(text);
            }

            return text;
        }
        catch (RegexMatchTimeoutException)
        {
            // Text made to be slow is not worth keeping.
            return Unspecific;
        }
    }

    /// <summary>
    /// The text without its secrets, at most <paramref name="maximumLength"/> characters. It is shortened after redaction, because half a
    /// secret has no shape any more.
    /// </summary>
    public string Redact(string text, int maximumLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumLength);

        // Only so much is looked at, or a huge text would cost its whole length. A secret that the cut goes through is left at its end.
        var isCut = text.Length - maximumLength > Margin;
        var redacted = Redact(isCut ? text[..(maximumLength + Margin)] : text);
        var kept = Math.Min(maximumLength, isCut ? Math.Max(0, redacted.Length - HalfSecret) : redacted.Length);
        return kept == redacted.Length ? redacted : string.Concat(redacted.AsSpan(0, kept), "…");
    }

    /// <summary>Whether the text has a secret in it.</summary>
    public bool ContainsSecret(string text) => !string.Equals(Redact(text), text, StringComparison.Ordinal);

    /// <summary>Most of what is looked at is short, such as a span's tags; looking for the triggers takes longest there.</summary>
    private static bool CouldHaveShape(string text) =>
        text.Length >= MinimumLength
        && (text.Length >= MinimumShapedLength || text.AsSpan().ContainsAny('=', ':'))
        && text.AsSpan().ContainsAny(AnyTrigger);

    private static SecretRule Rule(Regex pattern, string replacement, params string[] triggers) =>
        new(triggers, SearchValues.Create(triggers, StringComparison.OrdinalIgnoreCase), pattern, replacement);
}
