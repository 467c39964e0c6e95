using SpecCursor.ServiceDefaults.Redaction;
using SpecCursor.Worker.Sandbox.Output;

namespace SpecCursor.Worker.LiveOutput;

/// <summary>Makes lines of a stranger's process fit to be shown: no terminal sequences, no control characters but tabs, no secrets, no great length.</summary>
internal sealed class LineCleaner(SecretRedactor redactor)
{
    /// <summary>The longest line that is shown, in characters.</summary>
    public const int MaximumLength = 4096;

    /// <summary>What is left out at the end of what was cut before: half a secret has no shape.</summary>
    private const int HalfSecret = 512;

    private readonly LineRedactor _redactor = new(redactor);

    /// <param name="line">The line as it was printed.</param>
    /// <param name="isCut">Whether its rest is missing.</param>
    /// <returns>The line; null where all of it was secret.</returns>
    public string? Clean(string line, bool isCut)
    {
        // Cleaned first: a secret with a colour in its middle has no shape.
        var plain = WithoutControls(PlainText.Of(line.Replace("\0", string.Empty, StringComparison.Ordinal)));
        if (_redactor.Redact(plain) is not { } clean)
        {
            return null;
        }

        var length = Math.Min(MaximumLength, isCut ? Math.Max(0, clean.Length - HalfSecret) : clean.Length);
        if (length == clean.Length)
        {
            return clean;
        }

        return string.Concat(clean.AsSpan(0, length > 0 && char.IsHighSurrogate(clean[length - 1]) ? length - 1 : length), "…");
    }

    private static string WithoutControls(string line) =>
        line.AsSpan().ContainsAnyInRange('\0', '\u001F') || line.AsSpan().ContainsAnyInRange('\u007F', '\u009F')
            ? string.Concat(line.Where(character => character == '\t' || !char.IsControl(character)))
            : line;
}
