using System.Text;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>
/// Finds the paths that a Go file imports, and writes others there. It reads as far as imports can stand, which is before all other declarations, so
/// that nothing in comments, strings and code is taken for one. What is no Go file it leaves alone.
/// </summary>
internal ref struct GoImports
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly List<(int Start, int Length)> _paths = [];
    private int _position;

    private GoImports(ReadOnlySpan<byte> source)
    {
        _source = source;
        _position = source.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
    }

    /// <summary>The imported paths: where their bytes stand between the quotes, and how many there are.</summary>
    public static IReadOnlyList<(int Start, int Length)> Find(ReadOnlySpan<byte> source)
    {
        var reader = new GoImports(source);
        reader.ReadFile();
        return reader._paths;
    }

    /// <summary>Writes other paths where it is told some, and leaves every other byte as it is.</summary>
    /// <param name="source">The file.</param>
    /// <param name="successor">The path to import instead; null to leave it.</param>
    public static byte[] Rewrite(ReadOnlySpan<byte> source, Func<string, string?> successor)
    {
        var edited = new List<byte>(source.Length + 64);
        var position = 0;
        foreach (var (start, length) in Find(source))
        {
            if (successor(Encoding.UTF8.GetString(source.Slice(start, length))) is { } path)
            {
                edited.AddRange(source[position..start]);
                edited.AddRange(Encoding.UTF8.GetBytes(path));
                position = start + length;
            }
        }

        edited.AddRange(source[position..]);
        return [.. edited];
    }

    private void ReadFile()
    {
        if (!TakeWord("package"u8) || TakeName().IsEmpty)
        {
            return;
        }

        SkipSemicolons();
        while (TakeWord("import"u8) && ReadDeclaration())
        {
            SkipSemicolons();
        }
    }

    private bool ReadDeclaration()
    {
        Skip();
        if (!Take((byte)'('))
        {
            return ReadSpec();
        }

        while (true)
        {
            SkipSemicolons();
            if (Take((byte)')'))
            {
                return true;
            }

            if (!ReadSpec())
            {
                return false;
            }
        }
    }

    /// <summary>A path, with a name, a dot or an underscore before it or not.</summary>
    private bool ReadSpec()
    {
        Skip();
        if (!Take((byte)'.'))
        {
            TakeName();
        }

        Skip();
        if (_position >= _source.Length || _source[_position] is not ((byte)'"' or (byte)'`'))
        {
            return false;
        }

        // A path has nothing in it that would have to be escaped, so the next quote is the last.
        var length = _source[(_position + 1)..].IndexOf(_source[_position]);
        if (length < 0)
        {
            return false;
        }

        _paths.Add((_position + 1, length));
        _position += length + 2;
        return true;
    }

    private bool TakeWord(ReadOnlySpan<byte> word)
    {
        Skip();
        var before = _position;
        if (TakeName().SequenceEqual(word))
        {
            return true;
        }

        _position = before;
        return false;
    }

    private ReadOnlySpan<byte> TakeName()
    {
        Skip();
        var start = _position;
        while (_position < _source.Length && IsOfName(_source[_position]))
        {
            _position++;
        }

        return _source[start.._position];
    }

    private bool Take(byte value)
    {
        if (_position >= _source.Length || _source[_position] != value)
        {
            return false;
        }

        _position++;
        return true;
    }

    private void SkipSemicolons()
    {
        do
        {
            Skip();
        }
        while (Take((byte)';'));
    }

    /// <summary>Skips white space and comments.</summary>
    private void Skip()
    {
        while (_position < _source.Length)
        {
            var rest = _source[_position..];
            if (rest[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                _position++;
            }
            else if (rest.StartsWith("//"u8))
            {
                SkipTo(rest, "\n"u8);
            }
            else if (rest.StartsWith("/*"u8))
            {
                _position += 2;
                SkipTo(rest[2..], "*/"u8);
            }
            else
            {
                return;
            }
        }
    }

    private void SkipTo(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> end)
    {
        var found = rest.IndexOf(end);
        _position = found < 0 ? _source.Length : _position + found + end.Length;
    }

    /// <summary>Letters outside of ASCII are in names, too.</summary>
    private static bool IsOfName(byte value) => value == '_' || value >= 0x80 || char.IsAsciiLetterOrDigit((char)value);
}
