using System.Collections.Immutable;
using System.Globalization;

namespace SpecCursor.Versioning.SemVer;

/// <summary>
/// Reads the pieces of Semantic Versioning 2.0.0 by its letter. A read that fails says so; the position after that is of no use.
/// </summary>
internal ref struct SemVerCursor(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position == _text.Length;

    public readonly char Current => AtEnd ? '\0' : _text[Position];

    public readonly ReadOnlySpan<char> Since(int start) => _text[start..Position];

    public bool Skip(char c)
    {
        if (AtEnd || _text[Position] != c)
            return false;
        Position++;
        return true;
    }

    public void SkipSpaces()
    {
        while (Skip(' '))
        {
        }
    }

    /// <summary>Reads a number without leading zeros that fits a <see langword="long"/>.</summary>
    public bool Number(out long number)
    {
        var start = Position;
        while (char.IsAsciiDigit(Current))
            Position++;
        var digits = Since(start);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && (digits.Length == 1 || digits[0] != '0');
    }

    /// <summary>Reads <c>-beta.1</c>, or nothing.</summary>
    public bool Prerelease(out ImmutableArray<PrereleaseIdentifier> identifiers)
    {
        identifiers = [];
        if (!Skip('-'))
            return true;
        if (!Identifiers(out var texts))
            return false;
        identifiers = [.. texts.Select(text => new PrereleaseIdentifier(text))];
        return !identifiers.Any(identifier => identifier is { IsNumeric: true, Text: ['0', _, ..] });
    }

    /// <summary>Reads <c>+build.5</c>, or nothing.</summary>
    public bool Build(out ImmutableArray<string> identifiers)
    {
        identifiers = [];
        return !Skip('+') || Identifiers(out identifiers);
    }

    private bool Identifiers(out ImmutableArray<string> identifiers)
    {
        var start = Position;
        while (char.IsAsciiLetterOrDigit(Current) || Current is '-' or '.')
            Position++;
        identifiers = [.. Since(start).ToString().Split('.')];
        return !identifiers.Contains(string.Empty);
    }
}
