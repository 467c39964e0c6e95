namespace SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

/// <summary>Reads a file line by line, without their ends.</summary>
internal sealed class LineReader(TracedText file)
{
    private int _position;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line; null at the end.</summary>
    public TracedText? Next()
    {
        if (_position == file.Length)
        {
            return null;
        }

        var start = _position;
        var end = file.Text.IndexOf('\n', start);
        _position = end < 0 ? file.Length : end + 1;
        Number++;
        var length = file.Text.AsSpan(start, _position - start).TrimEnd("\r\n").Length;
        return file.Slice(start, length);
    }
}
