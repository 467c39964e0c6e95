namespace SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

/// <summary>
/// Text in which a Dockerfile has quotes, escapes and variables, read as BuildKit's lexer does. <c>${name}</c>, <c>${name:-word}</c> and its like with
/// <c>-</c>, <c>+</c> and <c>?</c> are understood; what those with <c>#</c>, <c>%</c> and <c>/</c> make of a value is <see cref="TracedText.Unknown"/>.
/// </summary>
internal sealed class ShellReader
{
    private const int MaximumDepth = 50;
    private const int MaximumGrowth = 4096;

    private readonly TracedText _source;
    private readonly ShellRules _rules;
    private readonly ExpandedText _result;
    private int _position;
    private int _depth;

    private ShellReader(TracedText source, ShellRules rules) =>
        (_source, _rules, _result) = (source, rules, new ExpandedText(source.Length + MaximumGrowth));

    /// <exception cref="FormatException">A quote or a brace is not closed, or a variable is used in a way that there isn't.</exception>
    public static ExpandedText Read(TracedText source, ShellRules rules)
    {
        var reader = new ShellReader(source, rules);
        reader.ReadTo('\0');
        return reader._result;
    }

    private bool AtEnd => _position == _source.Length;

    private char Peek => AtEnd ? '\0' : _source[_position];

    private void ReadTo(char stop)
    {
        while (!AtEnd)
        {
            var character = Peek;
            if (stop != '\0' && character == stop)
            {
                _position++;
                return;
            }

            switch (character)
            {
                case '\'':
                    ReadSingleQuoted();
                    break;
                case '"':
                    ReadDoubleQuoted();
                    break;
                case '$':
                    ReadVariable();
                    break;
                case '<':
                    ReadAngle();
                    break;
                case var _ when character == _rules.Escape:
                    ReadEscaped();
                    break;
                default:
                    Take(canBreak: true);
                    break;
            }
        }

        if (stop != '\0')
        {
            throw new FormatException($"'{stop}' is missing");
        }
    }

    private void ReadEscaped()
    {
        if (_rules.IsRaw)
        {
            Take();
        }
        else
        {
            _position++;
        }

        if (!AtEnd)
        {
            Take();
        }
    }

    private void ReadSingleQuoted()
    {
        Quote();
        while (Peek != '\'' || AtEnd)
        {
            Take();
        }

        Quote();
    }

    private void ReadDoubleQuoted()
    {
        Quote();
        while (Peek != '"' || AtEnd)
        {
            if (Peek == '$')
            {
                ReadVariable(isQuoted: true);
            }
            else if (Peek == _rules.Escape)
            {
                ReadEscapedInQuotes();
            }
            else
            {
                Take();
            }
        }

        Quote();
    }

    /// <summary>Only what has a meaning in quotes can be escaped there; before anything else the escape character is one like any other.</summary>
    private void ReadEscapedInQuotes()
    {
        var escape = _position++;
        var isEscape = Peek == '"' || Peek == '$' || Peek == _rules.Escape;
        if (_rules.IsRaw || !isEscape)
        {
            _result.Add(_source[escape], _source.Places[escape]);
        }

        if (isEscape)
        {
            Take();
        }
    }

    /// <summary>White space between <c>&lt;&lt;</c> and its word belongs to the word.</summary>
    private void ReadAngle()
    {
        Take();
        if (Peek == '<')
        {
            Take();
            while (Peek is ' ' or '\t' && !AtEnd)
            {
                Take();
            }
        }
    }

    private void ReadVariable(bool isQuoted = false)
    {
        var start = _position++;
        if (Peek != '{')
        {
            var plain = Name();
            if (plain.Length == 0 || _rules.Variable is null)
            {
                _result.Add(_source[start.._position], canBreak: !isQuoted);
            }
            else
            {
                _result.Add(_rules.Variable(plain) ?? TracedText.Empty, canBreak: !isQuoted);
            }

            return;
        }

        _position++;
        if (AtEnd || Peek is '{' or '}' or ':')
        {
            throw new FormatException("bad substitution");
        }

        var name = Name();
        var value = ReadBraces(_rules.Variable?.Invoke(name));
        _result.Add(_rules.Variable is null ? _source[start.._position] : value, canBreak: !isQuoted);
    }

    /// <summary>What stands behind the name of a variable in braces, and what the whole then means.</summary>
    private TracedText ReadBraces(TracedText? value)
    {
        var modifier = Next();
        if (modifier == '}')
        {
            return value ?? TracedText.Empty;
        }

        var isEmptyUnset = modifier == ':';
        modifier = isEmptyUnset ? Next() : modifier;
        var word = modifier switch
        {
            '-' or '+' or '?' => Nested('}'),
            '#' or '%' when !isEmptyUnset => Nested('}'),
            '/' when !isEmptyUnset => Replacement(),
            _ => throw new FormatException($"'{modifier}' can't stand behind a variable's name"),
        };
        var isSet = value is not null && !(isEmptyUnset && value.Length == 0);
        return modifier switch
        {
            '-' => isSet ? value! : word,
            '+' => isSet ? word : TracedText.Empty,
            '?' => isSet || _rules.Variable is null ? value ?? TracedText.Empty : throw new FormatException("a variable must have a value and has none"),
            _ => value is null || value.Length == 0 ? TracedText.Empty : new TracedText(TracedText.Unknown.ToString(), [value.Places[0]]),
        };
    }

    private TracedText Replacement()
    {
        _position += Peek == '/' ? 1 : 0;
        Nested('/');
        return Nested('}');
    }

    private TracedText Nested(char stop)
    {
        if (_depth == MaximumDepth)
        {
            throw new FormatException("variables are nested too deep");
        }

        var inner = new ShellReader(_source, _rules) { _position = _position, _depth = _depth + 1 };
        inner.ReadTo(stop);
        _position = inner._position;
        return inner._result.Text;
    }

    /// <summary>Letters, digits and underscores, or digits alone, or one of the shell's own.</summary>
    private string Name()
    {
        var start = _position;
        if (Peek is '@' or '*' or '#' or '?' or '-' or '$' or '!')
        {
            _position++;
        }
        else
        {
            var isNumber = char.IsAsciiDigit(Peek);
            while (!AtEnd && (char.IsAsciiDigit(Peek) || (!isNumber && (char.IsAsciiLetter(Peek) || Peek == '_'))))
            {
                _position++;
            }
        }

        return _source.Text[start.._position];
    }

    private char Next() => AtEnd ? throw new FormatException("'}' is missing") : _source[_position++];

    private void Quote()
    {
        if (_rules.IsRaw)
        {
            Take();
        }
        else
        {
            _position++;
        }
    }

    private void Take(bool canBreak = false)
    {
        if (AtEnd)
        {
            throw new FormatException("a quote is not closed");
        }

        _result.Add(_source[_position], _source.Places[_position], canBreak);
        _position++;
    }
}
