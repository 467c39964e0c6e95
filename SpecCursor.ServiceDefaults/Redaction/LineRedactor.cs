namespace SpecCursor.ServiceDefaults.Redaction;

/// <summary>
/// Takes secrets out of text that comes line by line and is not kept: what it says of a line is what <see cref="SecretRedactor"/> says of it in the whole text, save for known
/// values of several lines that do not look like secrets. For one text; not thread-safe.
/// </summary>
/// <param name="redactor">Knows secrets.</param>
public sealed class LineRedactor(SecretRedactor redactor)
{
    /// <summary>Longer than anything that introduces a value on the next line, such as <c>password =</c>.</summary>
    private const int MaximumBefore = 128;

    /// <summary>Stands for the beginning of a private key, whichever it was.</summary>
    private const string PrivateKey = "-----BEGIN PRIVATE KEY-----";

    private static readonly string Replacement = new SecretRedactor().Redact(PrivateKey);

    private string _before = string.Empty;
    private bool _isInPrivateKey;

    /// <summary>The next line without its secrets; null where nothing is left of it, inside a private key.</summary>
    /// <param name="line">The whole line, without its end.</param>
    public string? Redact(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return _isInPrivateKey ? RedactInPrivateKey(line) : RedactAfter(_before, line);
    }

    private string RedactAfter(string before, string line)
    {
        var text = $"{before}\n{line}\n";
        var redacted = redactor.Redact(text);

        // A private key that does not end takes the last end of line with it; no other rule takes any.
        _isInPrivateKey = redacted.Contains('\n', StringComparison.Ordinal) && !redacted.EndsWith('\n');
        _before = text[Math.Max(0, text.Length - 1 - MaximumBefore)..^1];
        redacted = redacted.EndsWith('\n') ? redacted[..^1] : redacted;
        return redacted[(redacted.LastIndexOf('\n') + 1)..];
    }

    private string? RedactInPrivateKey(string line)
    {
        var redacted = redactor.Redact($"{PrivateKey}\n{line}\n");
        _isInPrivateKey = !redacted.EndsWith('\n');
        _before = string.Empty;

        // That there is a private key was said where it began.
        return _isInPrivateKey || redacted.Length <= Replacement.Length + 1 ? null : redacted[Replacement.Length..^1];
    }
}
