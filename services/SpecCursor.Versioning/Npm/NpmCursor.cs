namespace SpecCursor.Versioning.Npm;

/// <summary>
/// Reads the pieces that npm's versions and ranges are made of. Every read either advances past the piece or leaves the position where it
/// was. Lengths are bounded as node-semver bounds them, because where a run is cut decides what follows.
/// </summary>
internal ref struct NpmCursor(ReadOnlySpan<char> text, int position = 0)
{
    private const int MaximumDigits = 256;
    private const int MaximumIdentifier = 250;
    private readonly ReadOnlySpan<char> _text = text;

    public int Position { get; private set; } = position;

    public readonly bool AtEnd => Position >= _text.Length;

    public readonly bool AtWildcard => !AtEnd && IsWildcard(_text[Position]);

    public readonly bool AtVersionStart => AtWildcard || (!AtEnd && char.IsAsciiDigit(_text[Position]));

    public readonly ReadOnlySpan<char> Since(int start) => _text[start..Position];

    public readonly bool Sees(char c) => !AtEnd && _text[Position] == c;

    public readonly bool SeesWhiteSpace() => !AtEnd && NpmText.IsWhiteSpace(_text[Position]);

    public void Advance() => Position++;

    public bool Skip(char c)
    {
        if (!Sees(c))
            return false;
        Position++;
        return true;
    }

    public bool SkipWhiteSpace()
    {
        if (!SeesWhiteSpace())
            return false;
        Position++;
        return true;
    }

    /// <summary>Skips the <c>v</c>, <c>=</c> and white space that people write before versions.</summary>
    public void SkipPrefix()
    {
        while (Sees('v') || Sees('=') || SeesWhiteSpace())
            Position++;
    }

    /// <summary>Reads <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>, <c>=</c> or nothing.</summary>
    public ReadOnlySpan<char> Operator()
    {
        var start = Position;
        if (Sees('<') || Sees('>'))
            Position++;
        Skip('=');
        return Since(start);
    }

    /// <summary>Reads a number; leading zeros only in loose syntax, where strict reads the zero alone.</summary>
    public bool Number(NpmSyntax syntax, out ReadOnlySpan<char> digits)
    {
        var start = Position;
        if (syntax == NpmSyntax.Strict && Skip('0'))
        {
            digits = Since(start);
            return true;
        }

        SkipDigits(syntax == NpmSyntax.Strict ? MaximumDigits + 1 : MaximumDigits);
        digits = Since(start);
        return !digits.IsEmpty;
    }

    /// <summary>Reads a number or one of the wildcards <c>x</c>, <c>X</c>, <c>*</c>.</summary>
    public bool Component(NpmSyntax syntax, out ReadOnlySpan<char> component)
    {
        if (AtWildcard)
        {
            component = _text.Slice(Position++, 1);
            return true;
        }

        return Number(syntax, out component);
    }

    /// <summary>
    /// Reads the last number of a version that nothing but a prerelease and a build may follow. In loose syntax, where the prerelease needs no
    /// hyphen, a dot behind the number means that the number's last digit begins the prerelease: <c>1.2.34.beta</c> is 1.2.3-4.beta.
    /// </summary>
    public bool Patch(NpmSyntax syntax, out ReadOnlySpan<char> digits)
    {
        if (!Number(syntax, out digits))
            return false;
        if (syntax == NpmSyntax.Loose && digits.Length > 1 && Sees('.'))
        {
            Position--;
            digits = digits[..^1];
        }

        return true;
    }

    /// <summary>Reads <c>-beta.1</c>; in loose syntax the hyphen may be missing, or be the identifier.</summary>
    /// <param name="syntax">The syntax.</param>
    /// <param name="identifiers">The identifiers with their dots, without the hyphen.</param>
    public bool Prerelease(NpmSyntax syntax, out ReadOnlySpan<char> identifiers)
    {
        identifiers = default;
        var start = Position;
        var hasHyphen = Skip('-');
        if (!hasHyphen && syntax == NpmSyntax.Strict)
            return false;
        var first = Position;
        if (!Identifier(syntax))
        {
            first = Position = start;
            if (!hasHyphen || syntax == NpmSyntax.Strict || !Identifier(syntax))
                return false;
        }

        while (Sees('.'))
        {
            var dot = Position++;
            if (!Identifier(syntax))
            {
                Position = dot;
                break;
            }
        }

        identifiers = Since(first);
        return true;
    }

    /// <summary>Reads <c>+build.5</c>.</summary>
    /// <param name="identifiers">The identifiers with their dots, without the plus.</param>
    /// <param name="maximumLength">The longest identifier that is read whole.</param>
    public bool Build(out ReadOnlySpan<char> identifiers, int maximumLength = MaximumIdentifier)
    {
        identifiers = default;
        var start = Position;
        if (!Skip('+'))
            return false;
        if (!SkipIdentifierCharacters(maximumLength))
        {
            Position = start;
            return false;
        }

        while (Sees('.'))
        {
            var dot = Position++;
            if (!SkipIdentifierCharacters(maximumLength))
            {
                Position = dot;
                break;
            }
        }

        identifiers = _text[(start + 1)..Position];
        return true;
    }

    private bool Identifier(NpmSyntax syntax)
    {
        var start = Position;
        SkipDigits(MaximumDigits);
        if (!AtEnd && (char.IsAsciiLetter(_text[Position]) || _text[Position] == '-'))
        {
            Position++;
            SkipIdentifierCharacters(MaximumIdentifier);
            return true;
        }

        Position = start;
        return Number(syntax, out _);
    }

    private void SkipDigits(int maximum)
    {
        for (var count = 0; count < maximum && !AtEnd && char.IsAsciiDigit(_text[Position]); count++)
            Position++;
    }

    private bool SkipIdentifierCharacters(int maximum)
    {
        var start = Position;
        while (Position - start < maximum && !AtEnd && (char.IsAsciiLetterOrDigit(_text[Position]) || _text[Position] == '-'))
            Position++;
        return Position > start;
    }

    private static bool IsWildcard(char c) => c is 'x' or 'X' or '*';
}
